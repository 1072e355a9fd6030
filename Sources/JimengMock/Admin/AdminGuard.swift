import HTTPTransport

/// Decides who has access to the admin API, which can read every request and end every session.
///
/// On loopback, everything on this machine has access except web pages from elsewhere. A page whose
/// name was bound to 127.0.0.1 after it had loaded (DNS rebinding) is found by its Host, and a page
/// that posts blindly by its Origin. Where other machines can connect, a token is required.
struct AdminGuard: Sendable {
  let address: SocketAddress
  /// Nil or empty for none. A token that is set is required on loopback as well.
  let token: String?

  func check(_ request: HTTPRequest) throws(AdminError) {
    if address.isLoopback {
      guard let host = request.authority, isLocal(authority: host) else {
        throw .foreignHost(request.authority)
      }
    }
    if let origin = request.fields["origin"], !isOwn(origin, host: request.authority) {
      throw .foreignOrigin(origin)
    }
    // What a page only embeds has no Origin. A link that a person follows may lead here.
    if request.fields["sec-fetch-site"] == "cross-site",
      request.fields["sec-fetch-mode"] != "navigate"
    {
      throw .foreignOrigin("another site")
    }
    guard let token, !token.isEmpty else {
      guard address.isLoopback else { throw .closed }
      return
    }
    guard let shown = Self.token(in: request) else { throw .tokenMissing }
    guard Self.areEqual(shown, token) else { throw .tokenWrong }
  }

  // MARK: Names

  /// The port does not matter: it may have been forwarded.
  private func isLocal(authority: String) -> Bool {
    guard let host = Self.host(of: authority) else { return false }
    // Names below localhost never leave the machine (RFC 6761 §6.3).
    if host == "localhost" || host.hasSuffix(".localhost") { return true }
    guard let parsed = SocketAddress(host: host, port: 0) else { return false }
    return parsed.isLoopback || parsed.host == address.host
  }

  /// A page of this machine, or of the server itself.
  private func isOwn(_ origin: String, host: String?) -> Bool {
    let schemeEnd = origin.utf8.firstRange(of: "://".utf8)?.upperBound
    guard let schemeEnd else { return false }
    let authority = String(origin[schemeEnd...])
    return isLocal(authority: authority) || authority.lowercased() == host?.lowercased()
  }

  /// `Localhost.:4310` → `localhost`, `[::1]:4310` → `::1`.
  private static func host(of authority: String) -> String? {
    var host = Substring(authority.lowercased())
    if host.utf8.first == UInt8(ascii: "[") {
      guard let end = host.utf8.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      guard isPort(host[host.index(after: end)...]) else { return nil }
      return String(host[..<end].dropFirst())
    }
    if let colon = host.utf8.firstIndex(of: UInt8(ascii: ":")) {
      guard isPort(host[colon...]) else { return nil }
      host = host[..<colon]
    }
    if host.utf8.last == UInt8(ascii: ".") { host = host.dropLast() }
    return host.isEmpty ? nil : String(host)
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.isEmpty
      || text.utf8.first == UInt8(ascii: ":")
        && text.utf8.dropFirst().allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  // MARK: The token

  private static func token(in request: HTTPRequest) -> String? {
    if let token = request.fields["mock-admin-token"] { return token }
    guard let field = request.fields["authorization"] else { return nil }
    let scheme = "bearer "
    // The scheme's case does not matter (RFC 9110 §11.1).
    guard field.utf8.prefix(scheme.utf8.count).elementsEqual(scheme.utf8, by: { $0 | 0x20 == $1 })
    else { return nil }
    return String(field.dropFirst(scheme.utf8.count).drop { $0 == " " })
  }

  /// Takes as long for a token that is nearly right as for any other of its length.
  private static func areEqual(_ shown: String, _ token: String) -> Bool {
    let token = Array(token.utf8)
    var difference = shown.utf8.count ^ token.count
    for (index, byte) in shown.utf8.enumerated() {
      difference |= Int(byte ^ token[index % token.count])
    }
    return difference == 0
  }
}
