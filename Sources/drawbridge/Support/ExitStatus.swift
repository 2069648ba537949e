import ArgumentParser
import Glibc
import Postgres
import Rules
import Store
import Text

/// The exit statuses that other programs rely on.
enum ExitStatus {
  static let done: Int32 = 0
  static let refused: Int32 = 1
  static let usage: Int32 = 2
  static let unreachable: Int32 = 3

  /// Says what went wrong, where people look for it; answers the status to end with.
  static func report(_ error: any Error) -> Int32 {
    // The signal's handler ends the process with 128 and the signal's number when the server has stopped.
    if Interruption.hasBegun { while true { sleep(60) } }
    if let exit = error as? ExitCode { return exit.rawValue }
    if let error = error as? InputOutputError, error.code == EPIPE { return done }
    if let error = error as? PostgresError {
      let isOutOfReach = error.disposition == .retryConnection
      Terminal.complain((isOutOfReach ? "the database is out of reach: " : "") + VisibleText.of(advice(for: error)))
      return isOutOfReach || error.origin == .connecting ? unreachable : refused
    }
    if let broken = error as? BrokenRulebook {
      Terminal.complain("the rules cannot be used\n" + VisibleText.of(broken.description, keepingNewlines: true))
      return refused
    }
    if isUsage(error) { return reportUsage(error) }
    Terminal.complain(VisibleText.of("\(error)"))
    return refused
  }

  /// The status to end with once everything that was printed has left: where that fails, the output is not whole.
  static func ofOutput(_ status: Int32) -> Int32 {
    guard fflush(nil) != 0, errno != EPIPE else { return status }
    Terminal.complain("\(InputOutputError("writing to standard output", errno))")
    return status == done ? refused : status
  }

  /// What to do about it; where a right was missing, which role has it.
  private static func advice(for error: PostgresError) -> String {
    guard error.sqlState == PostgresError.insufficientPrivilege, let roles = Permissions.roles(refused: error.message)
    else {
      return error.advice
    }
    return
      "\(error): this needs the role \(roles.joined(separator: " or ")); repair: use a login that is a member of it"
  }

  private static func isUsage(_ error: any Error) -> Bool {
    error is ValidationError || error is CleanExit || Drawbridge.exitCode(for: error) != .failure
  }

  /// Argument-parser's own errors; its status 64 becomes 2, help and version stay 0.
  private static func reportUsage(_ error: any Error) -> Int32 {
    let message = Drawbridge.fullMessage(for: error)
    if Drawbridge.exitCode(for: error) == .success {
      if !message.isEmpty { print(message) }
      return done
    }
    Terminal.write(visible(message) + "\n")
    return usage
  }

  /// A message whose own line ends stay and that shows what the arguments in it hide, theirs included.
  private static func visible(_ message: String) -> String {
    let arguments = CommandLine.arguments.dropFirst().flatMap { argument in
      [argument[...], argument.drop { $0 != "=" }.dropFirst()]
    }
    let spelled = arguments.filter { $0.contains(where: \.isNewline) }
      .reduce(message) { $0.replacing($1, with: VisibleText.of($1)) }
    return VisibleText.of(spelled, keepingNewlines: true)
  }
}
