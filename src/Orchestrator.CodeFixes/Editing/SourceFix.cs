using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Orchestrator.CodeFixes.Editing;

/// <summary>A fix of a rule that is about source code and has one fix.</summary>
/// <param name="id">The rule.</param>
public abstract class SourceFix(string id) : CodeFix(id)
{
    private protected sealed override async Task<ImmutableArray<Fix>> FindAllAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellationToken
    ) =>
        document is Document source && await FindAsync(source, diagnostic, cancellationToken).ConfigureAwait(false) is { } fix ? [fix] : [];

    /// <summary>A property of a diagnostic; null for none. Tools that read diagnostics from a build have lost all of them.</summary>
    private protected static string? PropertyOf(Diagnostic diagnostic, string name) =>
        diagnostic.Properties.TryGetValue(name, out var value) ? value : null;

    /// <summary>Finds what can be done about a diagnostic; null when that is for a person to decide.</summary>
    private protected abstract Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken);
}
