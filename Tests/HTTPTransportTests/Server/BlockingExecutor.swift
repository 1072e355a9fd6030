import Foundation

/// Runs every job on a thread of its own, so that tests may block in system calls without taking
/// one of the few threads on which all other tests run.
final class BlockingExecutor: TaskExecutor {
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    Thread.detachNewThread { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
