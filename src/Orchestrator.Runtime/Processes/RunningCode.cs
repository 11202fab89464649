using System.Reflection;
using System.Text.RegularExpressions;

namespace Orchestrator.Processes;

/// <summary>The code that this host runs.</summary>
internal static partial class RunningCode
{
    /// <summary>
    /// The commit that the application was built from, as its informational version says after the plus sign; null when it does not.
    /// </summary>
    internal static string? CommitHash { get; } =
        FindCommit(Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);

    /// <summary>Finds the commit in a version.</summary>
    /// <param name="version">The version, for example <c>1.2.0+4f9c2d1</c>; after the plus sign there may be more, with the commit
    /// last.</param>
    internal static string? FindCommit(string? version) =>
        Commit().Match(version ?? "") is { Success: true } match ? match.Groups["commit"].Value : null;

    // The column has room for 40 characters.
    [GeneratedRegex(@"\+(?:.*\.)?(?<commit>[0-9a-fA-F]{7,40})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Commit();
}
