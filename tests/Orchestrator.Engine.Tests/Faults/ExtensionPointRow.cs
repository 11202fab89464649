using Orchestrator.Tests.Support;

namespace Orchestrator.Tests.Faults;

/// <summary>One place for each extension point: how it is made to throw, and where an operator is told.</summary>
/// <param name="Points">
/// The extension points that it is about, as <see cref="ExtensionPoints"/> calls them; what it does not find, the row's name says.
/// </param>
/// <param name="Provoke">Lets it throw.</param>
internal sealed record ExtensionPointRow(string[] Points, Func<ExtensionPointStage, Task<Aftermath>> Provoke)
{
    internal static IReadOnlyDictionary<string, ExtensionPointRow> All { get; } =
        new[] { WorkflowExtensionPoints.Rows, HostExtensionPoints.Rows, ProductExtensionPoints.Rows }
            .SelectMany(static rows => rows)
            .ToDictionary(static row => row.Key, static row => row.Value);
}
