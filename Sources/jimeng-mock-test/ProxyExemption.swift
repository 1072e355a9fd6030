import CommandInterface
import Foundation

/// What is on this machine is asked without a proxy. libcurl, which URLSession is made of on Linux,
/// takes one from the environment (`http_proxy`, `all_proxy`) for loopback too, and heeds no
/// `connectionProxyDictionary`; what it heeds is `no_proxy`.
enum ProxyExemption {
  private static let loopback = "127.0.0.1,localhost,::1"

  /// For this process. Called before there is a second thread.
  static func exemptLoopback() {
    let known =
      EnvironmentVariable.value("no_proxy") ?? EnvironmentVariable.value("NO_PROXY") ?? ""
    // Alone, the asterisk means every host.
    guard known != "*" else { return }
    setenv("no_proxy", known.isEmpty ? loopback : "\(known),\(loopback)", 1)
  }
}
