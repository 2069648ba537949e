package import Postgres

extension Outbox {
  /// Gives the cursor of `consumer` to `login`, which alone moves it from then on. For the owner of the database; throws
  /// where there is no such consumer.
  package static func assign(_ consumer: String, to login: String, on db: borrowing Connection) throws {
    let isThere = try db.query("SELECT drawbridge.assign_consumer($1, $2)", [.text(consumer), .text(login)]).bool(0, 0)
    guard isThere else { throw StoreError("there is no consumer \(consumer)") }
  }

  /// Throws where the consumer is another login's, or nobody's yet.
  static func checkOwner(of consumer: String, on db: borrowing Connection) throws {
    do {
      try db.query("SELECT drawbridge.check_consumer($1)", [.text(consumer)])
    } catch {
      guard error.sqlState == "DBR22" else { throw error }
      throw StoreError(
        "\(error.message); repair: another --consumer, or as the owner: "
          + "drawbridge outbox consumers assign \(consumer) LOGIN")
    }
  }
}
