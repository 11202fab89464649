namespace Orchestrator;

/// <summary>
/// Who asks for something: the name that the records show, and the identity that is asked about. They differ when a client that is signed
/// in reports for someone else: what is recorded is then the reporter, what is allowed is what the one who is signed in may do. Both are
/// stored, and travel together to whatever is started later. A name that was read from a record is never an identity: do not make one of
/// these from it.
/// </summary>
/// <param name="Name">The name for <c>created_by</c> and the state key <c>reporter</c>.</param>
public sealed record Caller(string Name)
{
    /// <summary>
    /// The identity that <c>IWorkflowAuthorizer</c> and <c>IStartPrecondition</c> are asked about: of the user who is signed in. The
    /// recorded name unless it is set.
    /// </summary>
    public string AuthenticatedName { get; init; } = Name;

    /// <summary>Someone who acts under one name.</summary>
    /// <param name="name">The name, of someone who has proved to have it.</param>
    public static implicit operator Caller(string name) => FromName(name);

    /// <summary>Someone who acts under one name.</summary>
    /// <param name="name">The name, of someone who has proved to have it.</param>
    public static Caller FromName(string name) => new(name);
}
