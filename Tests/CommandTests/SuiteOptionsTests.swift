import CommandInterface
import Foundation
import JimengContract
import Testing

@testable import jimeng_mock_test

@Suite struct SuiteOptionsTests {
  private func options(
    _ line: String, environment: [String: String] = [:]
  ) throws(CommandFailure) -> SuiteOptions {
    let words = ["test"] + line.split(separator: " ").map(String.init)
    return try SuiteOptions(Arguments(words, environment: { environment[$0] }))
  }

  @Test("asks mocks of its own where nothing is said")
  func mocks() throws {
    let options = try options("")
    guard case .mocks = options.target else {
      Issue.record("not mocks")
      return
    }
    #expect(options.profile == nil && options.tiers.count == 4 && options.budget == 0)
  }

  @Test("asks a URL with the flag and a key, as a gateway, of any case")
  func service() throws {
    let line = "--target https://example.com/api --live --key K --budget 2 --tier L0,L2"
    let options = try options(line)
    guard case .service(let url, let key) = options.target else {
      Issue.record("no service")
      return
    }
    #expect(url.absoluteString == "https://example.com/api" && key == "K")
    #expect(options.profile == nil && options.budget == 2)
    #expect(options.tiers == [.free, .billedSubmit])
  }

  @Test(
    "refuses a URL without the flag or a key, and what makes no sense",
    arguments: [
      ("--target https://example.com", "add --live"),
      ("--target https://example.com --key K", "add --live"),
      ("--target https://example.com --live", "needs an API key"),
      ("--target ftp://example.com --live --key K", "neither 'mock' nor an http or https URL"),
      ("--target https://me:pw@example.com --live --key K", "neither"),
      ("--target http://127.0.0.1: --live --key K", "neither"),
      ("--target https://example.com:/api --live --key K", "neither"),
      ("--target run.har --live --key K", "--live is for a URL"),
      ("--target run.har --har other.har", "--har is for what is sent"),
      ("--har run.har", "choose one with --profile"),
      ("--target mok", "neither 'mock' nor an http or https URL"),
      ("--live", "--live is for a URL"),
      ("--tier L9", "'L9' is none of L0, L1, L2, L3"), ("--budget -1", "not a whole number"),
      ("--profile live", "none of contract, gateway"), ("--budgt 1", "did you mean --budget?"),
    ])
  func refuses(line: String, message: String) {
    do {
      _ = try options(line)
      Issue.record("\(line) was taken")
    } catch {
      #expect(error.code == .usage && error.message.contains(message), "\(error.message)")
    }
  }

  @Test("the environment gives the key, but never says that a run is live")
  func environment() throws {
    let environment = ["JIMENG_MOCK_KEY": "sk-1", "JIMENG_MOCK_LIVE": "1"]
    let line = "--target https://example.com"
    let live = try options("\(line) --live", environment: environment)
    guard case .service(_, key: "sk-1") = live.target else {
      Issue.record("the key was not taken")
      return
    }
    #expect(throws: CommandFailure.self) { try options(line, environment: environment) }
  }

  @Test(
    "a key that no header can carry is refused",
    arguments: ["abc\nX: 1", "a\r", "é", "a\u{7F}b"])
  func unsendableKey(key: String) throws {
    let words = ["test", "--target", "https://example.com", "--live", "--key", key]
    do throws(CommandFailure) {
      _ = try SuiteOptions(Arguments(words, environment: { _ in nil }))
      Issue.record("it was taken")
    } catch {
      #expect(error.code == .usage && error.message.hasPrefix("--key: it holds characters"))
      #expect(!error.message.contains(key))
    }
  }

  @Test("a case outside of the tiers that are named is refused; without tiers its own do")
  func caseOutsideOfTiers() throws {
    let suite = try ContractSuite.builtIn()
    let line = "--case key-missing --case gateway-accepts-valid"
    #expect(try options(line).ids(in: suite)?.count == 2)
    #expect(try options("\(line) --tier L0,L2").ids(in: suite)?.count == 2)
    do throws(CommandFailure) {
      _ = try options("\(line) --tier L0,L1").ids(in: suite)
      Issue.record("it was taken")
    } catch {
      #expect(error.code == .usage)
      #expect(error.message.hasPrefix("--case: gateway-accepts-valid is of tier L2, not of L0, L1"))
    }
  }

  @Test("a case that is not there is named, with the nearest that is")
  func unknownCase() throws {
    let suite = try ContractSuite.builtIn()
    #expect(try options("--case prompt-missing").ids(in: suite) == ["prompt-missing"])
    do throws(CommandFailure) {
      _ = try options("--case prompt-mising").ids(in: suite)
      Issue.record("it was taken")
    } catch {
      #expect(error.message.contains("did you mean prompt-missing?"))
    }
  }
}
