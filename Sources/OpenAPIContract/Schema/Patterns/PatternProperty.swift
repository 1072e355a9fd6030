/// `\p{…}`: a general category of Unicode, or one of few binary properties (ECMA-262 §22.2.1).
struct PatternProperty: Sendable {
  private enum Kind: Sendable {
    case categories(Set<Unicode.GeneralCategory>)
    case alphabetic, ideographic, uppercase, lowercase, whiteSpace, ascii
  }

  private let kind: Kind
  private var isNegated = false

  var negated: PatternProperty {
    var copy = self
    copy.isNegated.toggle()
    return copy
  }

  /// - Parameter name: between the braces; nil when it is not known.
  init?(name: String) {
    var value = name
    for prefix in ["General_Category=", "gc="] where name.hasPrefix(prefix) {
      value = String(name.dropFirst(prefix.count))
    }
    if let categories = Self.categories[value] {
      kind = .categories(categories)
    } else if let binary = Self.binaries[name] {
      kind = binary
    } else {
      return nil
    }
  }

  func contains(_ value: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(value) else { return isNegated }
    return holds(scalar) != isNegated
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    switch kind {
    case .categories(let categories): categories.contains(scalar.properties.generalCategory)
    case .alphabetic: scalar.properties.isAlphabetic
    case .ideographic: scalar.properties.isIdeographic
    case .uppercase: scalar.properties.isUppercase
    case .lowercase: scalar.properties.isLowercase
    case .whiteSpace: scalar.properties.isWhitespace
    case .ascii: scalar.isASCII
    }
  }

  private static let binaries: [String: Kind] = [
    "Alphabetic": .alphabetic, "Alpha": .alphabetic, "Ideographic": .ideographic,
    "Script=Han": .ideographic, "sc=Han": .ideographic, "Uppercase": .uppercase,
    "Lowercase": .lowercase, "White_Space": .whiteSpace, "ASCII": .ascii,
  ]

  private static let categories: [String: Set<Unicode.GeneralCategory>] = {
    let letters: Set<Unicode.GeneralCategory> = [
      .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    ]
    let marks: Set<Unicode.GeneralCategory> = [.nonspacingMark, .spacingMark, .enclosingMark]
    let numbers: Set<Unicode.GeneralCategory> = [.decimalNumber, .letterNumber, .otherNumber]
    let punctuation: Set<Unicode.GeneralCategory> = [
      .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation,
    ]
    let symbols: Set<Unicode.GeneralCategory> = [
      .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol,
    ]
    return [
      "L": letters, "Letter": letters, "M": marks, "Mark": marks, "N": numbers,
      "Number": numbers, "P": punctuation, "Punctuation": punctuation, "S": symbols,
      "Symbol": symbols, "Lu": [.uppercaseLetter], "Uppercase_Letter": [.uppercaseLetter],
      "Ll": [.lowercaseLetter], "Lowercase_Letter": [.lowercaseLetter],
      "Lt": [.titlecaseLetter], "Lm": [.modifierLetter], "Lo": [.otherLetter],
      "Nd": [.decimalNumber], "Decimal_Number": [.decimalNumber], "digit": [.decimalNumber],
      "Nl": [.letterNumber], "No": [.otherNumber], "Mn": [.nonspacingMark],
      "Mc": [.spacingMark], "Me": [.enclosingMark], "Sm": [.mathSymbol],
      "Sc": [.currencySymbol], "Sk": [.modifierSymbol], "So": [.otherSymbol],
      "Pc": [.connectorPunctuation], "Pd": [.dashPunctuation], "Ps": [.openPunctuation],
      "Pe": [.closePunctuation], "Pi": [.initialPunctuation], "Pf": [.finalPunctuation],
      "Po": [.otherPunctuation], "Zs": [.spaceSeparator], "Zl": [.lineSeparator],
      "Zp": [.paragraphSeparator], "Z": [.spaceSeparator, .lineSeparator, .paragraphSeparator],
      "Cc": [.control], "Cf": [.format], "Co": [.privateUse], "Cn": [.unassigned],
    ]
  }()
}
