/// One flag of the command line: its name, its values, its help, and where its value goes.
///
/// `Flag.all` is the only place that knows the flags. The parser, the help, the environment and the
/// reference read it.
package struct Flag: Sendable {
  /// How the flag is written.
  enum Form: Equatable, Sendable {
    case alone
    case value(String)
    /// The value follows `=` only, so that the flag can stand alone as well.
    case optionalValue(String)
  }

  /// What it means to give the flag more than once.
  enum Repetition: Sendable {
    /// It is an error: one of the two values would be ignored.
    case refused
    /// Each value is a list with commas.
    case list
    /// Each value is one path. In the environment, colons separate several paths, as in PATH.
    case paths
  }

  /// Why a value is refused. The parser adds the name of the flag or of the variable.
  struct Problem: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
  }

  /// With its dashes: `--port`.
  package let name: String
  let form: Form
  let summary: String
  /// The accepted values in words, where the placeholder does not list them: `0 to 65535`.
  let range: String?
  let repetition: Repetition
  private(set) var commands: [Subcommand] = [.serve, .exec]
  /// False for a flag that costs money: it must be given each time.
  private(set) var isInEnvironment = true
  /// What applies without the flag; nil for nothing.
  private(set) var defaultText: @Sendable (Options) -> String?
  /// Reads a value and keeps it in the options.
  let store: @Sendable (_ text: String, _ options: inout Options) throws(Problem) -> Void

  typealias Property<Value> = any WritableKeyPath<Options, Value> & Sendable

  /// A flag whose property has a default.
  init<Value>(
    _ name: String, _ property: Property<Value>, _ type: FlagType<Value>, _ summary: String
  ) {
    self.init(name, type, summary, .refused) {
      type.show($0[keyPath: property])
    } store: {
      $1[keyPath: property] = $0
    }
  }

  /// A flag without a default.
  init<Value>(
    _ name: String, _ property: Property<Value?>, _ type: FlagType<Value>, _ summary: String
  ) {
    self.init(name, type, summary, .refused) { _ in
      nil
    } store: {
      $1[keyPath: property] = $0
    }
  }

  /// A flag that can be given several times; the values are kept in their order.
  init<Value>(
    _ name: String, _ property: Property<[Value]>, each type: FlagType<Value>,
    _ repetition: Repetition, _ summary: String
  ) {
    self.init(name, type, summary, repetition) { _ in
      nil
    } store: {
      $1[keyPath: property].append($0)
    }
  }

  private init<Value>(
    _ name: String, _ type: FlagType<Value>, _ summary: String, _ repetition: Repetition,
    defaultText: @escaping @Sendable (Options) -> String?,
    store: @escaping @Sendable (Value, inout Options) -> Void
  ) {
    self.name = name
    self.form = type.form
    self.summary = summary
    self.range = type.range
    self.repetition = repetition
    self.defaultText = defaultText
    self.store = { text, options throws(Problem) in store(try type.read(text), &options) }
  }

  /// The commands that have the flag, in place of `serve` and `exec`.
  func of(_ commands: Subcommand...) -> Flag {
    var flag = self
    flag.commands = commands
    return flag
  }

  /// What applies without the flag, in words.
  func defaulting(to words: String) -> Flag {
    var flag = self
    flag.defaultText = { _ in words }
    return flag
  }

  /// The same flag, which no environment variable can set.
  func onlyOnCommandLine() -> Flag {
    var flag = self
    flag.isInEnvironment = false
    return flag
  }

  // MARK: Names

  /// What the name of each environment variable begins with.
  package static let environmentPrefix = "JIMENG_MOCK_"

  /// The variable that sets it where the command line does not: `--body-limit` has
  /// `JIMENG_MOCK_BODY_LIMIT`.
  package var environmentName: String {
    let words = name.uppercased().split(separator: "-")
    return Self.environmentPrefix + words.joined(separator: "_")
  }

  /// The flag with its value: `--require-key[=KEY]`.
  var usage: String {
    switch form {
    case .alone: name
    case .value(let placeholder): "\(name) \(placeholder)"
    case .optionalValue(let placeholder): "\(name)[=\(placeholder)]"
    }
  }

  /// Whether it can be given several times.
  var isRepeatable: Bool { repetition != .refused }
}
