import Testing

@testable import JimengClient

/// An answer of the evidence's section 2, and what it means.
struct ErrorRow: Sendable, CustomTestStringConvertible {
  let row: String
  let status: Int
  let body: String
  let kind: ServiceError.Kind
  var code: String?
  var message: String?
  var isTransient = false

  var testDescription: String { "row \(row): \(kind)" }

  private static func old(_ message: String) -> String {
    #"{"error":{"message":"\#(message) (request id: R7)","type":"new_api_error"}}"#
  }

  private static func task(_ code: String, _ message: String) -> String {
    #"{"code":"\#(code)","message":"\#(message)","data":null}"#
  }

  static let all: [ErrorRow] = [
    .init(
      row: "2", status: 401, body: old("未提供令牌"), kind: .tokenMissing,
      message: "未提供令牌 (request id: R7)"),
    .init(
      row: "3", status: 401,
      body: #"{"error":{"code":"","message":"无效的令牌 (request id: R7)","type":"new_api_error"}}"#,
      kind: .tokenInvalid, message: "无效的令牌 (request id: R7)"),
    .init(row: "3, older", status: 401, body: old("无效的令牌"), kind: .tokenInvalid),
    .init(row: "4", status: 401, body: old("该令牌已过期"), kind: .tokenExpired),
    .init(row: "4", status: 401, body: old("该令牌状态不可用"), kind: .tokenDisabled),
    .init(row: "4", status: 401, body: old("该令牌额度已用尽"), kind: .tokenUsedUp),
    .init(row: "none: another 401", status: 401, body: old("?"), kind: .unauthorized),
    .init(row: "5", status: 403, body: old("用户已被封禁"), kind: .userBanned),
    .init(row: "5", status: 403, body: old("您的 IP 不在令牌允许访问的列表中"), kind: .addressNotAllowed),
    .init(row: "5", status: 403, body: old("该令牌无权访问模型 jimeng-videos"), kind: .modelNotAllowed),
    .init(row: "none: another 403", status: 403, body: old("?"), kind: .forbidden),
    .init(
      row: "6", status: 503, body: old("分组 default 下模型 jimeng-videos 无可用渠道（distributor）"),
      kind: .noChannel, isTransient: true),
    .init(
      row: "7", status: 403, body: task("quota_not_enough", "user quota is not enough"),
      kind: .balanceTooLow, code: "quota_not_enough", message: "user quota is not enough"),
    .init(
      row: "7b", status: 403,
      body: task("insufficient_user_quota", "预扣费额度失败, 用户剩余额度: ¥5.200000, 需要预扣费额度: ¥27.600000"),
      kind: .balanceTooLow, code: "insufficient_user_quota"),
    .init(
      row: "8", status: 400,
      body: task("invalid_request", "invalid character 'x' looking for beginning of value"),
      kind: .invalidRequest, code: "invalid_request"),
    .init(
      row: "9", status: 400, body: task("invalid_request", "prompt is required"),
      kind: .invalidRequest, code: "invalid_request", message: "prompt is required"),
    .init(
      row: "10", status: 400,
      body: task(
        "invalid_request",
        "json: cannot unmarshal string into Go struct field TaskSubmitReq.duration of type int"),
      kind: .invalidRequest, code: "invalid_request"),
    .init(
      row: "12", status: 400, body: task("fail_to_fetch_task", "bad"), kind: .upstreamFailed,
      code: "fail_to_fetch_task"),
    .init(
      row: "12, an upstream's 401 is not about this key", status: 401,
      body: task("fail_to_fetch_task", #"{\"error\":{\"message\":\"无效的令牌\"}}"#),
      kind: .upstreamFailed),
    .init(
      row: "12, refused content", status: 400,
      body: task(
        "fail_to_fetch_task",
        #"{\"error\":{\"code\":\"InputTextSensitiveContentDetected\",\"message\":\"m\"}}"#),
      kind: .moderationRejected),
    .init(
      row: "12, asked for patience", status: 400,
      body: task("fail_to_fetch_task", #"{\"code\":50430,\"message\":\"Concurrent Limit\"}"#),
      kind: .upstreamSaturated, isTransient: true),
    .init(
      row: "12, a web page", status: 502,
      body: task("fail_to_fetch_task", "<html><title>502 Bad Gateway</title></html>"),
      kind: .upstreamFailed, isTransient: true),
    .init(
      row: "13", status: 500, body: task("50413", "Post Text Risk Not Pass"),
      kind: .moderationRejected, code: "50413", message: "Post Text Risk Not Pass"),
    .init(
      row: "13, internal", status: 500, body: task("50500", "Internal Error"),
      kind: .upstreamFailed, code: "50500", isTransient: true),
    .init(
      row: "14", status: 500, body: task("do_request_failed", "请求上游地址失败"),
      kind: .upstreamUnreachable, code: "do_request_failed", isTransient: true),
    .init(
      row: "15", status: 429, body: task("fail_to_fetch_task", "当前分组上游负载已饱和，请稍后再试"),
      kind: .upstreamSaturated, isTransient: true),
    .init(row: "16", status: 429, body: "", kind: .rateLimited, isTransient: true),
    .init(
      row: "17", status: 400, body: task("task_not_exist", "task_not_exist"), kind: .taskNotFound,
      code: "task_not_exist"),
    .init(
      row: "19", status: 404,
      body: #"{"error":{"message":"Invalid URL (POST /v1/x)","type":"invalid_request_error","#
        + #""param":"","code":""}}"#,
      kind: .pathNotFound, message: "Invalid URL (POST /v1/x)"),
    .init(
      row: "22", status: 413,
      body: task(
        "read_request_body_failed", "request body exceeds 128 MB: request body too large"),
      kind: .bodyTooLarge, code: "read_request_body_failed"),
    .init(
      row: "23", status: 500,
      body: #"{"error":{"message":"Panic detected, error: E.","type":"new_api_panic"}}"#,
      kind: .panicked, message: "Panic detected, error: E.", isTransient: true),
    .init(
      row: "24", status: 200, body: task("fail_to_fetch_task", "upstream error"),
      kind: .upstreamFailed, code: "fail_to_fetch_task", message: "upstream error",
      isTransient: true),
    .init(
      row: "none: the first envelope with 200", status: 200, body: old("该令牌已过期"),
      kind: .tokenExpired),
    .init(
      row: "none: a proxy's page", status: 502, body: "<html>bad gateway</html>", kind: .other,
      isTransient: true),
    .init(row: "none: a teapot", status: 418, body: "[]", kind: .other),
    .init(
      row: "none: RFC 9457", status: 404, body: #"{"title":"Not Found","detail":"no such path"}"#,
      kind: .pathNotFound, message: "no such path"),
  ]
}
