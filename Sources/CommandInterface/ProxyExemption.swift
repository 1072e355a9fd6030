#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Keeps a program from asking its proxy for what only this machine has: a proxy elsewhere finds
/// nobody at 127.0.0.1. Of all settings, libcurl, which URLSession is made of on Linux, heeds only
/// these variables.
package enum ProxyExemption {
  private static let names = ["no_proxy", "NO_PROXY"]
  private static let hosts = ["127.0.0.1", "localhost", "::1"]

  /// Both names, for some programs read the one and some the other, each with what it held before.
  /// Where only one was set, the other gets the same: it would else be read in its place.
  /// - Parameter environment: is asked for variables by name.
  package static func variables(_ environment: (String) -> String?) -> [(
    name: String, value: String
  )] {
    let before = names.map { environment($0).flatMap { $0.isEmpty ? nil : $0 } }
    let other = before.compactMap { $0 }.first ?? ""
    return zip(names, before).map { ($0, adding(to: $1 ?? other)) }
  }

  /// For this process. Call it before there is a second thread.
  package static func apply() {
    for (name, value) in variables(EnvironmentVariable.value) { setenv(name, value, 1) }
  }

  private static func adding(to list: String) -> String {
    let known = list.split { $0 == "," || $0 == " " }
    // It means everything, and only where it stands alone.
    if known == ["*"] { return list }
    let missing = hosts.filter { !known.contains(Substring($0)) }
    return ((list.isEmpty ? [] : [list]) + missing).joined(separator: ",")
  }
}
