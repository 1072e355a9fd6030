import Foundation
import StrictJSON

extension TaskSnapshot {
  /// - Parameter value: a task object with `task_id` and `status`. Of everything else, what cannot
  ///   be read is left out: a poll is not to fail because a progress reads oddly.
  init(_ value: JSONValue) {
    id = TaskID(rawValue: value["task_id"]?.string ?? "")
    status = TaskStatus(rawValue: value["status"]?.string ?? "")
    progressText = Self.text(value["progress"])
    progress = progressText.flatMap(Self.fraction)
    failReason = Self.text(value["fail_reason"])
    submittedAt = Self.date(value["submit_time"])
    startedAt = Self.date(value["start_time"])
    finishedAt = Self.date(value["finish_time"])
    let data = value["data"]
    videoURL = Self.url(data?["video"]) ?? Self.url(data?["data"]?["video"])
    let told = UpstreamUnwrapper.unwrap(error: data?["error"] ?? .null)
    failure = told.isEmpty ? UpstreamUnwrapper.unwrap(message: failReason ?? "") : told
  }

  private static func text(_ value: JSONValue?) -> String? {
    let text = value?.string ?? value?.number?.text
    return text?.isEmpty == true ? nil : text
  }

  /// `30%` is 0.3. A bare number could be either, so it is not guessed.
  private static func fraction(_ text: String) -> Double? {
    guard text.hasSuffix("%"), let percent = Double(text.dropLast()), (0...100).contains(percent)
    else { return nil }
    return percent / 100
  }

  /// Unix seconds; 0 is "not set".
  private static func date(_ value: JSONValue?) -> Date? {
    guard let seconds = value?.number?.double, seconds > 0 else { return nil }
    return Date(timeIntervalSince1970: seconds)
  }

  private static func url(_ value: JSONValue?) -> URL? {
    guard let text = value?.string, let url = URL(string: text),
      ["http", "https"].contains(url.scheme?.lowercased()), url.host()?.isEmpty == false
    else { return nil }
    return url
  }
}
