/// Why the model could not be trained.
struct TrainerError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
