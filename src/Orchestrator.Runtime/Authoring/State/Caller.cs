using System.Security.Claims;

namespace Orchestrator;

/// <summary>
/// The caller of an operation: the name that is recorded, and the identity that is authorised. They differ when a signed-in client reports
/// on behalf of someone else: the reporter is recorded, but the rights are those of the signed-in user. Both are stored, and are passed to
/// all processes that are started later. A recorded name is never an identity: do not create a caller from it.
/// </summary>
/// <param name="Name">The name for <c>created_by</c> and the state key <c>reporter</c>.</param>
public sealed record Caller(string Name)
{
    /// <summary>
    /// The identity of the signed-in user, which <c>IWorkflowAuthorizer</c> and <c>IStartPrecondition</c> check. Default: the recorded
    /// name.
    /// </summary>
    public string AuthenticatedName { get; init; } = Name;

    /// <summary>
    /// The signed-in user, whose claims policies are evaluated against; null if no one is signed in, and for processes that are started
    /// later on the user's behalf.
    /// </summary>
    public ClaimsPrincipal? Principal { get; init; }

    /// <summary>The network address that the request came from, for the audit log; null if there is none.</summary>
    public string? Address { get; init; }

    /// <summary>
    /// The policies of workflows that who is signed in satisfied when they asked: what is started later on their behalf is decided by them.
    /// Null before they were evaluated, and where there is nothing to evaluate.
    /// </summary>
    internal GrantedPolicies? Granted { get; init; }

    /// <summary>Whether this was read from a record: no one is there, and what is done is not a person's change.</summary>
    internal bool IsRecorded { get; private init; }

    /// <summary>Who is recorded as the one on whose behalf something is started now.</summary>
    internal static Caller FromRecord(string name, string authenticatedName, string? granted) =>
        new(name)
        {
            AuthenticatedName = authenticatedName,
            Granted = GrantedPolicies.Parse(granted),
            IsRecorded = true,
        };

    /// <summary>Creates a caller whose recorded name is also the identity.</summary>
    /// <param name="name">The verified name.</param>
    public static implicit operator Caller(string name) => FromName(name);

    /// <summary>Creates a caller whose recorded name is also the identity.</summary>
    /// <param name="name">The verified name.</param>
    public static Caller FromName(string name) => new(name);
}
