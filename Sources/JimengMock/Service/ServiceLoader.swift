import JimengFixtures
package import OpenAPIContract
import StrictJSON

/// Loads the services of a server. It decides which page belongs to which service.
package enum ServiceLoader {
  /// The service that comes with the mock. It is read once in a process, because that takes most of
  /// the time of a start, and tests start many mocks.
  private static let builtInService = Result { () throws(InputFileError) in
    try read(builtInFile, variant: nil)
  }

  /// - Throws: never in practice; a test reads this file.
  package static func builtIn() throws(InputFileError) -> Service { try builtInService.get() }

  /// The services of a server. A request looks for its operation in this order.
  /// - Parameters:
  ///   - files: service files.
  ///   - pages: pages without a service file. A page with the submit of the built-in service
  ///     replaces that service's own page; the other pages are answered from their examples.
  ///   - variant: the variant of answers, for services that have it.
  ///   - readPage: reads a page that a service file names.
  package static func load(
    files: [InputFile] = [], pages: [Contract] = [], variant: String? = nil,
    readPage: @escaping @Sendable (String) -> Result<InputFile, InputFileError> = {
      .failure(InputFileError($0, "cannot be read here"))
    }
  ) throws(InputFileError) -> [Service] {
    if files.isEmpty, pages.isEmpty, variant == nil { return [try builtIn()] }
    var services: [Service] = []
    for file in files {
      let source = serviceFile(file, readPage: readPage)
      services.append(try read(source, firstJob: jobCount(services), variant: variant))
    }
    var undescribed: [Contract] = []
    for page in pages {
      guard try describes(builtInFile, page) else {
        undescribed.append(page)
        continue
      }
      services.append(
        try read(builtInFile, pages: [page], firstJob: jobCount(services), variant: variant))
    }
    if !undescribed.isEmpty {
      let answers = try read(pageFile, variant: nil).answers
      services.append(
        UndescribedPages(contracts: undescribed, answers: answers)
          .service(firstJob: jobCount(services)))
    }
    if services.isEmpty { services = [try read(builtInFile, variant: variant)] }
    try checkConflicts(services)
    return services
  }

  private static func jobCount(_ services: [Service]) -> Int {
    services.reduce(0) { $0 + $1.jobs.count }
  }

  private static func read(
    _ file: ServiceFile, pages: [Contract]? = nil, firstJob: Int = 0, variant: String?
  ) throws(InputFileError) -> Service {
    do throws(JSONNodeError) {
      return try file.read(pages: pages, firstJob: firstJob, variant: variant)
    } catch {
      throw InputFileError(file.name, error)
    }
  }

  /// Whether the page has every submit of the service, and its examples have the id where the
  /// service has it.
  private static func describes(
    _ file: ServiceFile, _ page: Contract
  ) throws(InputFileError) -> Bool {
    do throws(JSONNodeError) {
      for submit in try file.submits() {
        let operation = try OperationName(submit.required("operation")).find(in: [page])
        let place = try submit.required("id").required("at").place()
        guard let example = operation?.successExample, place.resolve(in: example)?.idText != nil
        else { return false }
      }
      return true
    } catch {
      throw InputFileError(file.name, error)
    }
  }

  // MARK: Built-in files

  private static let builtInFile = embedded("jimeng.json", Fixtures.jimengService)
  private static let pageFile = embedded("page.json", Fixtures.pageService)

  private static func embedded(_ name: String, _ bytes: [UInt8]) -> ServiceFile {
    let page: @Sendable (String) -> Result<InputFile, ServiceFile.PageMissing> = { path in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      guard let bytes = Fixtures.page(named: name) else {
        return .failure(.init(reason: "there is no page \(name)"))
      }
      return .success(InputFile(name: name, bytes: bytes))
    }
    return ServiceFile(name: name, bytes: bytes, page: page, isBuiltIn: true)
  }

  private static func serviceFile(
    _ file: InputFile, readPage: @escaping @Sendable (String) -> Result<InputFile, InputFileError>
  ) -> ServiceFile {
    let folder = file.name.utf8.lastIndex(of: UInt8(ascii: "/")).map { file.name[...$0] } ?? ""
    return ServiceFile(name: file.name, bytes: file.bytes) { path in
      let isAbsolute = path.utf8.first == UInt8(ascii: "/")
      return readPage(isAbsolute ? path : folder + path)
        .mapError { ServiceFile.PageMissing(reason: "\($0)") }
    }
  }

  // MARK: Conflicts

  /// Two operations on one method and path cannot both be served.
  private static func checkConflicts(_ services: [Service]) throws(InputFileError) {
    var owners: [String: String] = [:]
    for operation in services.flatMap(\.operations) {
      for template in operation.served {
        let claim = "\(operation.method) \(template.shape)"
        if let owner = owners[claim], owner != operation.origin {
          throw InputFileError(
            operation.origin,
            "\(operation.method) \(template.text) is also served by \(owner); leave one out")
        }
        owners[claim] = operation.origin
      }
    }
  }
}
