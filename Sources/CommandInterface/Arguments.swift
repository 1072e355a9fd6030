import StrictJSON

/// The command line, read: which subcommand, its options, and what follows them.
package struct Arguments {
  package private(set) var subcommand = Subcommand.serve
  package private(set) var options = Options()
  package private(set) var operands: [String] = []
  /// The command that `help` is asked about; nil for all of them.
  package private(set) var topic: Subcommand?
  /// The variables that look like those of flags and have no effect, one line for each.
  package private(set) var warnings: [String] = []

  /// A flag with a value, and the name to show when the value is refused.
  private struct Setting {
    let flag: Flag
    let text: String
    let source: String
  }

  private var settings: [Setting] = []

  /// The words of this process, without its name. Swift reads them from /proc: where that is not
  /// mounted, every flag would be ignored.
  package static func processWords() throws(CommandFailure) -> [String] {
    guard CommandLine.argc > 0 else {
      throw CommandFailure(
        code: .couldNotStart, message: "cannot read the command line; is /proc mounted?")
    }
    return Array(CommandLine.arguments.dropFirst())
  }

  /// Reads the words with the environment of this process, and prints the warnings on stderr.
  package static func read(_ words: [String]) throws(CommandFailure) -> Arguments {
    let arguments = try Arguments(
      words, environment: EnvironmentVariable.value,
      variables: EnvironmentVariable.names(withPrefix: Flag.environmentPrefix))
    for warning in arguments.warnings {
      StandardStream.error.writeLine("jimeng-mock: \(warning)")
    }
    return arguments
  }

  /// Reads `[COMMAND] [--flag VALUE | --flag=VALUE | OPERAND]…`. `--` ends the flags, and the
  /// command of `exec` must stand behind it. What follows `--help` is not read.
  /// - Parameters:
  ///   - environment: looks up the variables of flags that the command line does not set.
  ///   - variables: the names of all variables that begin as those of flags do.
  package init(
    _ words: [String], environment: (String) -> String?, variables: [String] = []
  ) throws(CommandFailure) {
    var words = words[...]
    if let first = words.first, !first.hasPrefix("-") {
      subcommand = try Self.subcommand(first)
      topic = subcommand
      words = words.dropFirst()
    }
    guard try readWords(words) else { return }
    if subcommand == .help { topic = try operands.first.map(Self.subcommand) }
    readEnvironment(environment)
    try store()
    if !subcommand.flags.isEmpty { warnings = variables.compactMap(warning) }
  }

  /// - Returns: false when `--help` ends the line.
  private mutating func readWords(_ words: ArraySlice<String>) throws(CommandFailure) -> Bool {
    var words = words
    var surplus: CommandFailure?
    while let word = words.popFirst() {
      switch word {
      case "--help", "-h":
        subcommand = .help
        return false
      case "--version": subcommand = .version
      case "--":
        operands += words
        words = []
      case _ where word.hasPrefix("--"): try readFlag(word, from: &words)
      case _ where word.hasPrefix("-") && word != "-": throw unknownFlag(word)
      case _ where subcommand == .exec:
        throw unexpected(word, "before '--': jimeng-mock exec -- CMD…")
      default: operands.append(word)
      }
      if operands.count > subcommand.operandCountMax, surplus == nil {
        let stray = operands[subcommand.operandCountMax]
        surplus = unexpected(stray, "after '\(subcommand.rawValue)'")
      }
    }
    // Not before the end: `--help` may follow.
    if let surplus { throw surplus }
    return true
  }

  private static func subcommand(_ name: String) throws(CommandFailure) -> Subcommand {
    if let subcommand = Subcommand(rawValue: name) { return subcommand }
    throw unknown("command", name, among: Subcommand.allCases.map(\.rawValue))
  }

  private mutating func readFlag(
    _ word: String, from words: inout ArraySlice<String>
  ) throws(CommandFailure) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let flag = subcommand.flags.first(where: { $0.name == name }) else {
      throw unknownFlag(name)
    }
    guard flag.isRepeatable || !isSet(flag) else { throw .usage("\(name) is given twice") }
    let attached = parts.count > 1 ? String(parts[1]) : nil
    switch flag.form {
    case .alone:
      guard attached == nil else { throw .usage("\(name) takes no value") }
      add(flag, "", from: name)
    case .optionalValue:
      guard attached != "" else {
        throw .usage("\(name)= needs a value, or no '=': \(flag.usage)")
      }
      add(flag, attached ?? "", from: name)
    case .value:
      guard let value = attached ?? words.popFirst() else {
        throw .usage("\(name) needs a value: \(flag.usage)")
      }
      add(flag, value, from: name)
    }
  }

  private mutating func readEnvironment(_ environment: (String) -> String?) {
    for flag in subcommand.flags where flag.isInEnvironment && !isSet(flag) {
      let name = flag.environmentName
      guard let value = environment(name), !value.isEmpty else { continue }
      let isOff = value == "0" || value == "false"
      switch flag.form {
      case .alone: if !isOff { add(flag, "", from: name) }
      case .optionalValue: if !isOff { add(flag, value == "1" ? "" : value, from: name) }
      case .value where flag.repetition == .paths:
        for path in value.split(separator: ":") { add(flag, String(path), from: name) }
      case .value: add(flag, value, from: name)
      }
    }
  }

  private func isSet(_ flag: Flag) -> Bool {
    settings.contains { $0.flag.name == flag.name }
  }

  private mutating func add(_ flag: Flag, _ text: String, from source: String) {
    guard flag.repetition == .list else {
      settings.append(Setting(flag: flag, text: text, source: source))
      return
    }
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      settings.append(Setting(flag: flag, text: String(part), source: source))
    }
  }

  /// Only now, so that a wrong value does not keep anyone from the version.
  private mutating func store() throws(CommandFailure) {
    options = subcommand.defaults
    for setting in settings where subcommand.flags.contains(where: { $0.name == setting.flag.name })
    {
      do throws(Flag.Problem) {
        try setting.flag.store(setting.text, &options)
        if setting.source != setting.flag.name {
          options.variables[setting.flag.name] = setting.source
        }
      } catch {
        throw .usage("\(setting.source): \(error.reason)")
      }
    }
  }

  // MARK: Messages

  /// Nil for a variable that sets a flag, be it one of another command.
  private func warning(variable: String) -> String? {
    guard variable != EnvironmentVariable.mockURL else { return nil }
    guard let flag = Flag.all.first(where: { $0.environmentName == variable }) else {
      let suffix = { (name: String) in String(name.dropFirst(Flag.environmentPrefix.count)) }
      let known = Flag.all.filter(\.isInEnvironment).map { suffix($0.environmentName) }
      let nearest = NearestName.find(suffix(variable), among: known)
      return "\(variable) sets no flag"
        + NearestName.suggestion(nearest.map { [Flag.environmentPrefix + $0] } ?? [])
    }
    guard !flag.isInEnvironment, flag.commands.contains(subcommand) else { return nil }
    return "\(variable) has no effect: \(flag.name) must be on the command line"
  }

  /// A word out of place. The user may have meant it as the value of the flag before it.
  private func unexpected(_ word: String, _ place: String) -> CommandFailure {
    if let last = settings.last, case .optionalValue = last.flag.form, last.text.isEmpty {
      return .usage(
        "'\(word)' is not expected \(place); to give it to \(last.source), "
          + "write \(last.source)=\(word)")
    }
    return .usage("'\(word)' is not expected \(place)")
  }

  private func unknownFlag(_ name: String) -> CommandFailure {
    Self.unknown("flag", name, among: subcommand.flags.map(\.name))
  }

  private static func unknown(
    _ kind: String, _ word: String, among known: [String]
  ) -> CommandFailure {
    .usage("there is no \(kind) '\(word)'" + NearestName.suggestion(for: word, among: known))
  }
}
