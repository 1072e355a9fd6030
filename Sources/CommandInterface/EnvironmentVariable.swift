// The environment is a global variable of C's; nothing here changes it.
#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#endif

/// Looks up single variables: a dictionary of them all takes longer than reading the command line.
package enum EnvironmentVariable {
  /// Where `exec` tells its command the URL of the mock.
  package static let mockURL = Flag.environmentPrefix + "URL"

  /// Nil when it is not set.
  package static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The names of all variables that begin so, in order.
  static func names(withPrefix prefix: String) -> [String] {
    // Optional in some of the C libraries.
    var entry: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    #if canImport(Darwin)
      entry = _NSGetEnviron().pointee
    #else
      entry = environ
    #endif
    var names: [String] = []
    while let variable = entry?.pointee {
      if strncmp(variable, prefix, prefix.utf8.count) == 0 {
        names.append(String(String(cString: variable).prefix { $0 != "=" }))
      }
      entry = entry?.advanced(by: 1)
    }
    return names.sorted()
  }
}
