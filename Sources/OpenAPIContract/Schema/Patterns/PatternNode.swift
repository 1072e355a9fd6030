/// A regular expression as its grammar has it (ECMA-262 §22.2.1).
indirect enum PatternNode {
  case empty
  case scalars(PatternSet)
  case sequence([PatternNode])
  case alternatives([PatternNode])
  case capture(PatternNode, index: Int)
  case repetition(PatternNode, min: Int, max: Int?, isGreedy: Bool)
  case inputStart
  case inputEnd
  case wordBoundary(isNegated: Bool)
  case backreference(Int)
  case look(PatternNode, isAhead: Bool, isNegated: Bool)
}
