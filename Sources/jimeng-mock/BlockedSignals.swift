#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Signals that wait until `next` takes them, and interrupt nothing. Block them before the first
/// thread starts: a thread inherits the mask of the one that starts it.
struct BlockedSignals {
  /// A signal that has come.
  struct Arrival: Equatable {
    let number: Int32
    /// Whether a terminal sent it, to every process of its foreground group.
    let isFromTerminal: Bool
  }

  /// The mask for a child: what was blocked before, without these signals. Some parents block every
  /// signal, but what is passed on to a child must reach it.
  let maskOfChildren: sigset_t
  private let signals: sigset_t

  init(_ numbers: [Int32]) {
    var signals = sigset_t()
    var before = sigset_t()
    sigemptyset(&signals)
    for number in numbers { sigaddset(&signals, number) }
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    for number in numbers { sigdelset(&before, number) }
    self.signals = signals
    maskOfChildren = before
  }

  /// Waits for the next of them.
  func next() -> Arrival {
    var signals = signals
    #if os(Linux)
      var origin = siginfo_t()
      var number: Int32 = 0
      repeat { number = sigwaitinfo(&signals, &origin) } while number < 0 && errno == EINTR
      let isFromTerminal =
        origin.si_code == Self.sentByKernel && Self.signalsOfTerminals.contains(number)
      return Arrival(number: number, isFromTerminal: isFromTerminal)
    #else
      var number: Int32 = 0
      sigwait(&signals, &number)
      return Arrival(number: number, isFromTerminal: Self.isTyped(number))
    #endif
  }

  #if os(Linux)
    /// SI_KERNEL of asm-generic/siginfo.h, which the C libraries export in different ways. A signal
    /// that a process sends with kill(2) has another code.
    private static let sentByKernel: Int32 = 0x80

    /// What a terminal sends for its keys, its size and its end. The kernel sends other signals for
    /// other reasons, such as SIGALRM.
    private static let signalsOfTerminals = [SIGINT, SIGQUIT, SIGWINCH, SIGHUP, SIGCONT]
  #else
    /// The sender is unknown here: a signal of a key, while our group has the terminal.
    private static func isTyped(_ number: Int32) -> Bool {
      guard number == SIGINT || number == SIGQUIT else { return false }
      let terminal = open("/dev/tty", O_RDONLY | O_CLOEXEC)
      guard terminal >= 0 else { return false }
      defer { close(terminal) }
      return tcgetpgrp(terminal) == getpgrp()
    }
  #endif
}
