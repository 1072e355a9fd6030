import StrictJSON

/// The command line, read: which subcommand, its flags, and what follows them.
package struct Arguments {
  package private(set) var subcommand = Subcommand.serve
  /// By flag name; the empty string for a flag that stands alone.
  private(set) var values: [String: String] = [:]
  package private(set) var operands: [String] = []
  /// Of `help`: what it is asked of; nil for everything.
  package private(set) var topic: Subcommand?

  package subscript(flag: String) -> String? { values[flag] }

  /// Reads `[COMMAND] [--flag VALUE | --flag=VALUE | OPERAND]…`; `--` ends the flags, and only
  /// behind it stands the command of `exec`. A flag given twice is refused, since one of the two
  /// would be ignored. What follows `--help` is not read.
  /// - Parameter environment: is asked for the variables of the flags that the command line does
  ///   not set.
  package init(
    _ words: [String], environment: (String) -> String?
  ) throws(CommandFailure) {
    var words = words[...]
    if let first = words.first, !first.hasPrefix("-") {
      subcommand = try Self.subcommand(first)
      topic = subcommand
      words = words.dropFirst()
    }
    while let word = words.popFirst() {
      switch word {
      case "--help", "-h":
        subcommand = .help
        return
      case "--version": subcommand = .version
      case "--":
        operands += words
        words = []
      case _ where word.hasPrefix("--"): try takeFlag(word, from: &words)
      case _ where word.hasPrefix("-") && word != "-":
        throw Self.unknown(word, "flag", among: subcommand.flags.map(\.name))
      case _ where subcommand == .exec:
        throw .usage("'\(word)' is not expected before '--': jimeng-mock exec -- CMD…")
      default: operands.append(word)
      }
    }
    if operands.count > subcommand.operandCountMax {
      let stray = operands[subcommand.operandCountMax]
      throw .usage("'\(stray)' is not expected after '\(subcommand.rawValue)'")
    }
    if subcommand == .help { topic = try operands.first.map(Self.subcommand) }
    takeEnvironment(environment)
  }

  private static func subcommand(_ name: String) throws(CommandFailure) -> Subcommand {
    if let subcommand = Subcommand(rawValue: name) { return subcommand }
    throw unknown(name, "command", among: Subcommand.allCases.map(\.rawValue))
  }

  private mutating func takeFlag(
    _ word: String, from words: inout ArraySlice<String>
  ) throws(CommandFailure) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let flag = subcommand.flags.first(where: { $0.name == name }) else {
      throw Self.unknown(name, "flag", among: subcommand.flags.map(\.name))
    }
    guard values[name] == nil || flag.isList else { throw .usage("\(name) is given twice") }
    let attached = parts.count > 1 ? String(parts[1]) : nil
    switch flag.argument {
    case .none:
      guard attached == nil else { throw .usage("\(name) takes no value") }
      values[name] = ""
    case .optional(let placeholder):
      guard attached != "" else {
        throw .usage("\(name)= needs a value, or no '=': \(name)[=\(placeholder)]")
      }
      values[name] = attached ?? ""
    case .required(let placeholder):
      guard let value = attached ?? words.popFirst() else {
        throw .usage("\(name) needs a value: \(name) \(placeholder)")
      }
      values[name] = values[name].map { "\($0),\(value)" } ?? value
    }
  }

  private mutating func takeEnvironment(_ environment: (String) -> String?) {
    for flag in subcommand.flags where values[flag.name] == nil && !flag.isCommandLineOnly {
      guard let value = environment(flag.environmentName) else { continue }
      let isOff = value.isEmpty || value == "0" || value == "false"
      switch flag.argument {
      case .none: if !isOff { values[flag.name] = "" }
      case .optional: if !isOff { values[flag.name] = value == "1" ? "" : value }
      case .required: if !value.isEmpty { values[flag.name] = value }
      }
    }
  }

  private static func unknown(
    _ word: String, _ kind: String, among known: [String]
  ) -> CommandFailure {
    .usage("there is no \(kind) '\(word)'" + NearestName.suggestion(for: word, among: known))
  }
}

// MARK: Values

extension Arguments {
  /// A whole number within `range`, or nil when the flag is not set.
  package func integer<Value: FixedWidthInteger>(
    _ flag: String, in range: ClosedRange<Value>
  ) throws(CommandFailure) -> Value? {
    guard let text = values[flag] else { return nil }
    guard let value = Value(text), range.contains(value) else {
      throw .usage(
        "\(flag): '\(text)' is not a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// A number of seconds, fractions allowed, or nil when the flag is not set.
  package func seconds(_ flag: String) throws(CommandFailure) -> Duration? {
    guard let text = values[flag] else { return nil }
    guard let value = Double(text), value > 0, value <= 86_400 else {
      throw .usage("\(flag): '\(text)' is not a number of seconds above 0 and up to 86400")
    }
    return .milliseconds(Int64((value * 1000).rounded(.up)))
  }

  /// A number, fractions allowed, or nil when the flag is not set.
  package func number(
    _ flag: String, in range: ClosedRange<Double>
  ) throws(CommandFailure) -> Double? {
    guard let text = values[flag] else { return nil }
    guard let value = Double(text), range.contains(value) else {
      let ends = [range.lowerBound, range.upperBound].map { "\(Int64($0))" }
      throw .usage("\(flag): '\(text)' is not a number from \(ends[0]) to \(ends[1])")
    }
    return value
  }

  /// What stands between commas, however often the flag is given.
  package func list(_ flag: String) -> [String] {
    values[flag]?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
  }

  /// One of a closed set of words, or nil when the flag is not set.
  package func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ flag: String
  ) throws(CommandFailure) -> Choice? {
    guard let text = values[flag] else { return nil }
    guard let choice = Choice(rawValue: text) else {
      let known = Choice.allCases.map { $0.rawValue as String }.joined(separator: ", ")
      throw .usage("\(flag): '\(text)' is none of \(known)")
    }
    return choice
  }
}
