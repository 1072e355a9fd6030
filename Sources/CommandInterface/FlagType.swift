/// How the value of a flag is written, read and shown.
struct FlagType<Value>: Sendable {
  let form: Flag.Form
  /// The accepted values in words; nil where the placeholder lists them, or any text will do.
  var range: String?
  let read: @Sendable (String) throws(Flag.Problem) -> Value
  /// For the help; nil for a value that stands for nothing.
  let show: @Sendable (Value) -> String?
}

extension FlagType<Bool> {
  /// Given or not.
  static var toggle: Self {
    FlagType(form: .alone) { _ in
      true
    } show: { _ in
      nil
    }
  }
}

extension FlagType<String> {
  /// Any text.
  static func text(_ placeholder: String) -> Self {
    FlagType(form: .value(placeholder)) {
      $0
    } show: {
      $0
    }
  }
}

extension FlagType where Value: FixedWidthInteger & Sendable {
  static func integer(_ placeholder: String, _ range: ClosedRange<Value>) -> Self {
    let words = "\(range.lowerBound) to \(range.upperBound)"
    return FlagType(form: .value(placeholder), range: words) { text throws(Flag.Problem) in
      guard let number = Value(text), range.contains(number) else {
        throw Flag.Problem("'\(text)' is not a whole number from \(words)")
      }
      return number
    } show: {
      "\($0)"
    }
  }
}

extension FlagType<Double> {
  /// A number that may have a fraction.
  static func number(_ placeholder: String, _ range: ClosedRange<Double>) -> Self {
    let words = [range.lowerBound, range.upperBound].map(shortest).joined(separator: " to ")
    return FlagType(form: .value(placeholder), range: words) { text throws(Flag.Problem) in
      guard let number = Double(text), range.contains(number) else {
        throw Flag.Problem("'\(text)' is not a number from \(words)")
      }
      return number
    } show: {
      shortest($0)
    }
  }

  /// Without the fraction where it is zero.
  fileprivate static func shortest(_ number: Double) -> String {
    Int64(exactly: number).map { "\($0)" } ?? "\(number)"
  }
}

extension FlagType<Duration> {
  /// A number of seconds, exact to the microsecond.
  static func seconds(_ range: ClosedRange<Double>) -> Self {
    let number = FlagType<Double>.number("SECONDS", range)
    return FlagType(form: number.form, range: number.range) { text throws(Flag.Problem) in
      .microseconds(Int64((try number.read(text) * 1_000_000).rounded()))
    } show: {
      number.show($0 / .seconds(1))
    }
  }

  /// How long to wait, in seconds. It is rounded up, since a time limit must not become zero.
  static var timeout: Self {
    let max = 86_400
    let range = "above 0 and up to \(max)"
    return FlagType(form: .value("SECONDS"), range: range) { text throws(Flag.Problem) in
      guard let seconds = Double(text), seconds > 0, seconds <= Double(max) else {
        throw Flag.Problem("'\(text)' is not a number of seconds \(range)")
      }
      return .milliseconds(Int64((seconds * 1000).rounded(.up)))
    } show: {
      FlagType<Double>.shortest($0 / .seconds(1))
    }
  }
}

extension FlagType where Value: RawRepresentable<String> & CaseIterable & Sendable {
  /// One of a closed set of words.
  static var choice: Self {
    let known = Value.allCases.map(\.rawValue)
    return FlagType(form: .value(known.joined(separator: "|"))) { text throws(Flag.Problem) in
      guard let choice = Value(rawValue: text) else {
        throw Flag.Problem("'\(text)' is none of \(known.joined(separator: ", "))")
      }
      return choice
    } show: {
      $0.rawValue
    }
  }
}
