import Testing

@testable import JimengMock

@Suite struct ScenarioSelectorTests {
  /// A request that names a different scenario by every way at once.
  private static let everyWay = ScenarioRequest(
    prefer: ["scenario=token-missing"], queueHead: "rate-limited",
    authorization: "Bearer mock-user-banned", prompt: "a cat [[mock:task-fails]]", path: "slow")

  private static func selector(
    default name: String? = nil, chaos: [String] = []
  ) throws -> ScenarioSelector {
    ScenarioSelector(
      catalogue: try ScenarioCatalogueTests.catalogue.get(), defaultName: name,
      chaos: try ChaosPlan(chaos))
  }

  /// `name; via=way`, `?name via way: near, …`, `!name, …`, or nothing.
  private static func select(
    _ request: ScenarioRequest, _ selector: ScenarioSelector
  ) -> String {
    var generator = SeededGenerator(seed: 1)
    return switch selector.select(request, using: &generator) {
    case .none: ""
    case .selected(let scenario, let way): "\(scenario.name); via=\(way.rawValue)"
    case .unknown(let name, let way, let nearest):
      "?\(name) via \(way.rawValue): \(nearest.joined(separator: ", "))"
    case .ambiguous(let names, let way): "!\(names.joined(separator: " ")) via \(way.rawValue)"
    }
  }

  @Test("takes the strongest way that names one")
  func precedence() throws {
    let selector = try Self.selector(default: "panic", chaos: ["stall=1"])
    var request = Self.everyWay
    #expect(Self.select(request, selector) == "token-missing; via=prefer")
    request.prefer = ["respond-async"]
    #expect(Self.select(request, selector) == "rate-limited; via=queue")
    request.queueHead = nil
    #expect(Self.select(request, selector) == "user-banned; via=key")
    request.authorization = "Bearer sk-real"
    #expect(Self.select(request, selector) == "task-fails; via=prompt")
    request.prompt = "a cat"
    #expect(Self.select(request, selector) == "slow; via=path")
    request.path = nil
    #expect(Self.select(request, selector) == "stall; via=chaos")
    #expect(Self.select(request, try Self.selector(default: "panic")) == "panic; via=default")
    #expect(Self.select(request, try Self.selector()).isEmpty)
  }

  @Test("what only becomes of a task does not apply to a request that makes none")
  func passesOverTasks() throws {
    let selector = try Self.selector(default: "panic")
    var request = ScenarioRequest(
      makesTask: false, prefer: ["scenario=task-fails"], queueHead: "task-timeout",
      authorization: "Bearer mock-rate-limited")
    #expect(Self.select(request, selector) == "rate-limited; via=key")
    request.authorization = nil
    #expect(Self.select(request, selector) == "panic; via=default")
    request.queueHead = "success"
    #expect(Self.select(request, selector) == "success; via=queue")
    request.makesTask = true
    #expect(Self.select(request, selector) == "task-fails; via=prefer")
  }

  @Test("reaches every entry by every way that names one")
  func everyEntry() throws {
    for name in try ScenarioCatalogueTests.catalogue.get().scenarios.map(\.name) {
      let plain = try Self.selector()
      #expect(Self.select(.init(prefer: ["scenario=\(name)"]), plain) == "\(name); via=prefer")
      #expect(Self.select(.init(queueHead: name), plain) == "\(name); via=queue")
      #expect(Self.select(.init(authorization: "mock-\(name)"), plain) == "\(name); via=key")
      #expect(Self.select(.init(prompt: "[[mock:\(name)]]"), plain) == "\(name); via=prompt")
      #expect(Self.select(.init(path: name), plain) == "\(name); via=path")
      #expect(Self.select(.init(), try Self.selector(default: name)) == "\(name); via=default")
      #expect(Self.select(.init(), try Self.selector(chaos: ["\(name)=1"])) == "\(name); via=chaos")
    }
  }

  @Test("says loudly what it does not know, and a weaker way does not hide it")
  func unknown() throws {
    let selector = try Self.selector(default: "panic")
    var request = Self.everyWay
    request.prefer = ["scenario=rate-limted"]
    #expect(Self.select(request, selector) == "?rate-limted via prefer: rate-limited")
    #expect(Self.select(.init(authorization: "Bearer mock-"), selector) == "? via key: ")
    #expect(Self.select(.init(prompt: "[[mock:Panic]]"), selector) == "?Panic via prompt: panic")
    #expect(Self.select(.init(path: "stal"), selector) == "?stal via path: stall")
    #expect(Self.select(.init(prefer: ["scenario"]), selector) == "? via prefer: ")
  }

  @Test("takes a status for the first scenario that has it")
  func status() throws {
    let selector = try Self.selector()
    #expect(Self.select(.init(prefer: ["code=429"]), selector) == "upstream-saturated; via=prefer")
    #expect(Self.select(.init(prefer: ["code=200"]), selector) == "success; via=prefer")
    let unknown = Self.select(.init(prefer: ["code=428"]), selector)
    #expect(unknown.hasPrefix("?code=428 via prefer: code=429"))
    for text in ["", "4xx", "-1", "99999999999999999999", "４２９"] {
      let answer = Self.select(.init(prefer: ["code=\(text)"]), selector)
      #expect(answer == "?code=\(text) via prefer: ")
    }
  }

  @Test("takes name and status together only when they agree")
  func nameAndStatus() throws {
    let selector = try Self.selector()
    let agreed = ScenarioRequest(prefer: ["scenario=rate-limited, code=429"])
    #expect(Self.select(agreed, selector) == "rate-limited; via=prefer")
    let opposed = ScenarioRequest(prefer: ["code=500", "scenario=rate-limited"])
    #expect(Self.select(opposed, selector) == "!scenario=rate-limited code=500 via prefer")
  }

  @Test("refuses two tokens in a prompt, even of one name")
  func twoTokens() throws {
    let prompt = "[[mock:slow]] and [[mock:slow]]"
    let answer = Self.select(.init(prompt: prompt), try Self.selector())
    #expect(answer == "!slow slow via prompt")
  }

  @Test("draws nothing when a way names one or chaos is off, so seeds stay in step")
  func draws() throws {
    var generator = SeededGenerator(seed: 3)
    var untouched = generator
    _ = try Self.selector(chaos: ["stall=0.5"]).select(Self.everyWay, using: &generator)
    _ = try Self.selector(default: "panic").select(.init(), using: &generator)
    #expect(generator.next() == untouched.next())
  }
}
