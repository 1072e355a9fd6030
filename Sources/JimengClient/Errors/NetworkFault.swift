/// That no whole answer came, and why.
public struct NetworkFault: Hashable, Sendable {
  /// The raw value of the `URLError.Code`, such as -1005 for a connection that was lost.
  public let code: Int
  /// What the system says about it; its wording differs from system to system.
  public let message: String

  /// Whether another try can help. Not where the URL or the other side's certificate is wrong.
  public var isTransient: Bool { !Self.permanentCodes.contains(code) }

  /// Whether the request cannot have arrived: there was no connection.
  var isBeforeConnection: Bool { Self.connectionCodes.contains(code) || !isTransient }

  /// badURL, appTransportSecurityRequiresSecureConnection, and the family of secureConnectionFailed
  /// and certificates. Not unsupportedURL (-1002): the scheme is looked at before, and on Linux it
  /// stands for an answer that is no HTTP.
  private static let permanentCodes = Set(-1206 ... -1200).union([-1000, -1022])

  /// cannotFindHost, cannotConnectToHost, dnsLookupFailed, notConnectedToInternet.
  private static let connectionCodes: Set<Int> = [-1003, -1004, -1006, -1009]
}

extension NetworkFault: CustomStringConvertible {
  /// `network fault -1005: …`
  public var description: String { "network fault \(code): \(message)" }
}
