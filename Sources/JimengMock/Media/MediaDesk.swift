import HTTPTransport

/// Sends the videos that answers to fetches point at.
enum MediaDesk {
  static func answer(
    _ request: HTTPRequest, for path: VideoPath, into response: inout HTTPResponse
  ) {
    guard request.method == .get || request.method == .head else {
      CrossOrigin.answerOptions(request, allowed: "GET, HEAD, OPTIONS", in: &response)
      if request.method != .options { response.status = .methodNotAllowed }
      return
    }
    if path.isExpired {
      response.status = HTTPStatus(403)
      response.setBody(VideoPath.expiredBody, type: "application/xml")
      return
    }
    guard let file = path.video.media else {
      response.status = .notFound
      return
    }
    let conditions = MediaAnswer.Conditions(
      range: request.fields["range"], ifRange: request.fields["if-range"],
      ifNoneMatch: request.fields["if-none-match"])
    let answer = MediaAnswer(method: request.method, conditions: conditions, file: file)
    response.status = answer.status
    for field in answer.fields { response.appendField(field.name, field.value) }
    response.body.append(contentsOf: file.bytes[answer.content])
  }
}
