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
  /// Nil when it is not set.
  package static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
