using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Orchestrator.CodeFixes;

/// <summary>What all fixes share: one id, one action, and fix-all that repeats it.</summary>
/// <param name="id">The rule.</param>
public abstract class CodeFix(string id) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [id];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } fix)
            {
                context.RegisterCodeFix(CodeAction.Create(fix.Title, fix.ApplyAsync, equivalenceKey: fix.Kind), diagnostic);
            }
        }
    }

    /// <summary>Finds what can be done about a diagnostic; null when that is for a person to decide.</summary>
    private protected abstract Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken);

    /// <param name="Title">What the editor offers.</param>
    /// <param name="Kind">Fixes of the same kind are done together by fix-all.</param>
    /// <param name="ApplyAsync">Does it.</param>
    private protected sealed record Fix(string Title, string Kind, Func<CancellationToken, Task<Solution>> ApplyAsync);
}
