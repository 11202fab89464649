using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Orchestrator.CodeFixes.Editing;

/// <summary>What all fixes share: one id, an action for each way to fix it, and fix-all that repeats one of them.</summary>
/// <param name="id">The rule.</param>
public abstract class CodeFix(string id) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [id];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => Offered(WellKnownFixAllProviders.BatchFixer);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var fix in await FindAllAsync(context.TextDocument, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(CodeAction.Create(fix.Title, fix.ApplyAsync, equivalenceKey: fix.Kind), diagnostic);
            }
        }
    }

    /// <summary>Finds what can be done about a diagnostic, the best first; nothing when that is for a person to decide.</summary>
    private protected abstract Task<ImmutableArray<Fix>> FindAllAsync(
        TextDocument document,
        Diagnostic diagnostic,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// What is for one place at a time, however many there are: it deletes what an author wrote, so no hook before a commit may do it.
    /// </summary>
    private protected const string OneByOne = "one by one: ";

    /// <summary>What does a fix at all places, but not one that is for one place at a time.</summary>
    private protected static FixAllProvider Offered(FixAllProvider all) => new OfferedFixAll(all);

    /// <param name="Title">What the editor offers.</param>
    /// <param name="Kind">Fixes of the same kind are done together by fix-all.</param>
    /// <param name="ApplyAsync">Does it.</param>
    private protected sealed record Fix(string Title, string Kind, Func<CancellationToken, Task<Solution>> ApplyAsync);

    private sealed class OfferedFixAll(FixAllProvider all) : FixAllProvider
    {
        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => all.GetSupportedFixAllScopes();

        public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) =>
            fixAllContext.CodeActionEquivalenceKey?.StartsWith(OneByOne, StringComparison.Ordinal) == true
                ? Task.FromResult<CodeAction?>(null)
                : all.GetFixAsync(fixAllContext);
    }
}
