import Foundation
import HTTPTransport

// http-echo --port N [--poller epoll|poll]: the HTTP core on loopback, for outside conformance suites.
var configuration = HTTPServer.Configuration()
var arguments = CommandLine.arguments.dropFirst()
while let flag = arguments.popFirst() {
  let value = arguments.popFirst() ?? ""
  switch flag {
  case "--port":
    configuration.port = UInt16(value) ?? 0
  case "--poller":
    configuration.poller = PollerKind(rawValue: value) ?? .preferred
  default:
    FileHandle.standardError.write(Data("usage: http-echo --port N [--poller NAME]\n".utf8))
    exit(2)
  }
}
var signals = sigset_t()
sigemptyset(&signals)
sigaddset(&signals, SIGINT)
sigaddset(&signals, SIGTERM)
pthread_sigmask(SIG_BLOCK, &signals, nil)
do {
  let server = try HTTPServer(configuration) { _ in EchoHandler() }
  // Unbuffered, unlike print: whoever started this waits for the line.
  let ready = "http-echo ready http://\(server.address.authority)\n"
  FileHandle.standardOutput.write(Data(ready.utf8))
  var received: Int32 = 0
  sigwait(&signals, &received)
  await server.stop()
} catch {
  FileHandle.standardError.write(Data("http-echo: \(error)\n".utf8))
  exit(3)
}
