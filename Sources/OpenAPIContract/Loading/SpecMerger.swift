internal import StrictJSON

/// Joins the documents of one page: their paths and components add up. When two documents say
/// different things about one part, nobody can tell which one holds, so the page is refused.
struct SpecMerger {
  private let file: String
  private(set) var merged: LocatedValue

  /// Decides about a member that both sides have.
  private typealias Resolve = (
    _ left: LocatedValue, _ right: LocatedValue, _ place: JSONPointer
  ) throws(SpecLoadError) -> LocatedValue

  init(file: String, first: LocatedValue) {
    self.file = file
    merged = first
  }

  mutating func merge(_ other: LocatedValue) throws(SpecLoadError) {
    merged = try joinRoots(merged, other)
  }

  /// Parts that only describe (info, tags, servers, extensions) are taken from the first block.
  private func joinRoots(
    _ left: LocatedValue, _ right: LocatedValue
  ) throws(SpecLoadError) -> LocatedValue {
    try join(left, right, at: .root) { (left, right, place) throws(SpecLoadError) in
      switch place.tokens.last {
      case "paths": try joinPaths(left, right, at: place)
      case "components": try joinComponents(left, right, at: place)
      case "openapi", "swagger", "security", "definitions":
        try requireEqual(left, right, at: place)
      default: left
      }
    }
  }

  private func joinPaths(
    _ left: LocatedValue, _ right: LocatedValue, at place: JSONPointer
  ) throws(SpecLoadError) -> LocatedValue {
    try join(left, right, at: place, resolve: joinPathItem)
  }

  /// Operations add up; what holds for all operations of a path must be the same in both.
  private func joinPathItem(
    _ left: LocatedValue, _ right: LocatedValue, at place: JSONPointer
  ) throws(SpecLoadError) -> LocatedValue {
    for name in ["parameters", "servers", "$ref"] where left[name]?.value != right[name]?.value {
      throw conflict(left[name] ?? left, right[name] ?? right, at: place.appending(name))
    }
    return try join(left, right, at: place, resolve: requireEqual)
  }

  private func joinComponents(
    _ left: LocatedValue, _ right: LocatedValue, at place: JSONPointer
  ) throws(SpecLoadError) -> LocatedValue {
    try join(left, right, at: place) { (left, right, place) throws(SpecLoadError) in
      try join(left, right, at: place, resolve: requireEqual)
    }
  }

  /// The members of both, in order of appearance.
  private func join(
    _ left: LocatedValue, _ right: LocatedValue, at place: JSONPointer, resolve: Resolve
  ) throws(SpecLoadError) -> LocatedValue {
    guard case .object(var members) = left.kind, case .object(let others) = right.kind else {
      return try requireEqual(left, right, at: place)
    }
    var indices: [JSONName: Int] = [:]
    for (index, member) in members.enumerated() { indices[JSONName(member.name)] = index }
    for other in others {
      guard let index = indices[JSONName(other.name)] else {
        members.append(other)
        continue
      }
      let value = try resolve(members[index].value, other.value, place.appending(other.name))
      members[index] = LocatedValue.Member(name: other.name, value: value)
    }
    return LocatedValue(line: left.line, kind: .object(members))
  }

  private func requireEqual(
    _ left: LocatedValue, _ right: LocatedValue, at place: JSONPointer
  ) throws(SpecLoadError) -> LocatedValue {
    guard left.value == right.value else { throw conflict(left, right, at: place) }
    return left
  }

  private func conflict(
    _ left: LocatedValue, _ right: LocatedValue, at place: JSONPointer
  ) -> SpecLoadError {
    SpecLoadError(
      file: file, line: right.line,
      message: "\(place) differs from the one on line \(left.line); keep one of the two")
  }
}
