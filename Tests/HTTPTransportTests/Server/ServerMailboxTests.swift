import Synchronization
import Testing

@testable import HTTPTransport

@Suite("The mailbox of a server")
struct ServerMailboxTests {
  @Test("declines a message that the loop did not read before it ended, and takes none after")
  func declinesLateMessages() throws {
    let mailbox = try ServerMailbox()
    let declinedCount = Atomic(0)
    let isSent = mailbox.send { loop in
      if loop == nil { declinedCount.add(1, ordering: .relaxed) }
    }
    #expect(isSent)
    mailbox.loopEnded()
    #expect(declinedCount.load(ordering: .relaxed) == 1)
    #expect(!mailbox.send { _ in })
  }

  @Test("hands its messages over once")
  func handsOver() throws {
    let mailbox = try ServerMailbox()
    #expect(mailbox.send { _ in })
    #expect(mailbox.takeMessages().commands.count == 1)
    #expect(mailbox.takeMessages().commands.isEmpty)
  }
}
