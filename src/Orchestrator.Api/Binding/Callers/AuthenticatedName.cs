using System.Security.Claims;

namespace Orchestrator.Api.Binding;

/// <summary>
/// Who it is that a request is signed in as. Two who are signed in never get one identity, and none of them that of the system.
/// </summary>
internal static class AuthenticatedName
{
    /// <summary>
    /// A caller that is signed in without a name and without any stable claim. It stands for more than one user, so an authorizer can
    /// allow it only what everyone may do.
    /// </summary>
    internal const string Nameless = "authenticated without a name";

    /// <summary>Who is not signed in, and names no reporter.</summary>
    internal const string Anonymous = "not signed in";

    private const string NamePrefix = "name:";

    /// <summary>
    /// The claims that stay with who is signed in, in the order in which they are looked for: of a person, then of a program.
    /// </summary>
    private static readonly string[] Subjects = ["sub", ClaimTypes.NameIdentifier, "client_id", "azp", "appid"];

    /// <summary>
    /// Identifies who is signed in; null when no one is. A name stands for itself, any other claim together with its kind: what is one
    /// client's id may be another user's name. A name that reads as what stands for someone else gets its kind as well.
    /// </summary>
    internal static string? Identify(ClaimsPrincipal user)
    {
        ClaimsIdentity[] identities = [.. user.Identities.Where(static identity => identity.IsAuthenticated)];
        if (identities.Length == 0)
        {
            return null;
        }

        var names = identities.Select(static identity => identity.Name);
        if (names.FirstOrDefault(static name => !string.IsNullOrWhiteSpace(name)) is { } named)
        {
            return IsOfSomeoneElse(named) ? $"{NamePrefix}{named}" : named;
        }

        var claims =
            from subject in Subjects
            from identity in identities
            let value = identity.FindFirst(subject)?.Value
            where !string.IsNullOrWhiteSpace(value)
            select $"{(subject == ClaimTypes.NameIdentifier ? "sub" : subject)}:{value}";
        return claims.FirstOrDefault() ?? Nameless;
    }

    /// <summary>
    /// Identifies who is not signed in, by what the request says. It is never the system, which alone starts what the code declares.
    /// </summary>
    internal static string Claimed(string? reporter) => reporter is null || IsSystem(reporter) ? Anonymous : reporter;

    private static bool IsOfSomeoneElse(string name) =>
        IsSystem(name)
        || name is Nameless or Anonymous
        || Subjects
            .Select(static subject => $"{subject}:")
            .Append(NamePrefix)
            .Any(prefix => name.AsSpan().TrimStart().StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static bool IsSystem(string name) => name.Trim().Equals(Assignee.System, StringComparison.OrdinalIgnoreCase);
}
