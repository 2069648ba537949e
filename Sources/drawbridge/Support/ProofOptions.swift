import ArgumentParser
import Postgres
import Store

/// How a new login proves who it is.
struct ProofOptions: ParsableArguments {
  @Flag(name: .long, help: "Read the password from standard input, a line.") var passwordStdin = false
  @Flag(name: .long, help: "No password: a client certificate, by `cert` in pg_hba.conf.") var certificate = false
  @Flag(name: .long, help: "No password: the operating system's user, by `peer` in pg_hba.conf.") var peer = false
  @Flag(name: .long, help: "Set a new password though the login has one.") var newPassword = false

  func validate() throws {
    if [passwordStdin, certificate, peer].count(where: { $0 }) > 1 {
      throw ValidationError("one of --password-stdin, --certificate and --peer")
    }
  }

  /// The password that stands on standard input, where it was asked for.
  func given() throws -> String? {
    guard passwordStdin else { return nil }
    guard let line = readLine(), line.utf8.count >= 12 else {
      throw ValidationError("--password-stdin needs a line of 12 bytes or more on standard input")
    }
    return line
  }

  /// Sets a password where one is needed; answers one that was made here, to be shown once.
  func set(_ given: String?, for name: String, isNew: Bool, on db: borrowing Connection) throws -> String? {
    if let given {
      try LoginStore.setPassword(given, of: name, on: db)
      return nil
    }
    if certificate || peer || !(isNew || newPassword) { return nil }
    let password = LoginStore.randomPassword()
    try LoginStore.setPassword(password, of: name, on: db)
    return password
  }

  /// What to tell of it.
  func lines(_ password: String?, _ name: String) -> [String] {
    if let password { return ["password \(password)", "it is shown this once; give it in PGPASSWORD or ~/.pgpass"] }
    if certificate { return ["pg_hba.conf: hostssl all \(name) all cert"] }
    if peer { return ["pg_hba.conf: local all \(name) peer"] }
    return passwordStdin ? ["the password was set"] : ["its password is what it was (--new-password sets another)"]
  }
}
