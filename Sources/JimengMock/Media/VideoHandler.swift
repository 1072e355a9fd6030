import HTTPTransport

/// Serves the videos whose URLs are in the answers to fetches.
enum VideoHandler {
  static func respond(
    to request: HTTPRequest, for path: VideoPath, into response: inout HTTPResponse
  ) {
    guard request.method == .get || request.method == .head else {
      refuseMethod(request, into: &response)
      return
    }
    if path.isExpired {
      response.status = HTTPStatus(403)
      response.setBody(VideoPath.expiredBody, type: "application/xml")
      return
    }
    guard let file = path.video.media else {
      MockProblem(
        code: "not_found", detail: "\(path.video.name) was left out of this build",
        status: .notFound
      ).write(into: &response)
      return
    }
    let conditions = MediaAnswer.Conditions(
      ifMatch: request.fields["if-match"], range: request.fields["range"],
      ifRange: request.fields["if-range"],
      ifNoneMatch: request.fields["if-none-match"])
    let answer = MediaAnswer(method: request.method, conditions: conditions, file: file)
    response.status = answer.status
    for field in answer.fields { response.appendField(field.name, field.value) }
    response.body.append(contentsOf: file.bytes[answer.content])
  }

  private static func refuseMethod(_ request: HTTPRequest, into response: inout HTTPResponse) {
    let allowed = "GET, HEAD, OPTIONS"
    guard request.method != .options else {
      return CrossOrigin.answerOptions(request, allowed: allowed, in: &response)
    }
    response.appendField("Allow", allowed)
    MockProblem(
      code: "method_not_allowed",
      detail: "\(request.method.rawValue) is not served on \(request.path); served: \(allowed)",
      status: .methodNotAllowed
    ).write(into: &response)
  }
}
