using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.Generators.Analyzers;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.CodeFixes;

/// <summary>ORCH1006: puts an obsolete step in the place of one that was removed, or else writes the workflow's steps into the unshipped file.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShippedWorkflowFix))]
[Shared]
public sealed class ShippedWorkflowFix() : CodeFix(DiagnosticIds.ShippedWorkflowDiffers)
{
    /// <summary>All workflows of a project go into one file, so they are written one after the other.</summary>
    public override FixAllProvider GetFixAllProvider() => SequentialFixAll.Instance;

    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Removed, out var removed)
            && removed is not null
            && diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Gap, out var gap)
            && await document.FindAsync<MethodDeclarationSyntax>(diagnostic, cancellationToken).ConfigureAwait(false) is { } method
            && ChainSyntax.BodyOf(method) is { } body)
        {
            var root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
            return new($"Put an obsolete step in the place of '{removed}'", "obsolete", _ => Task.FromResult(document.With(ChainSyntax.InsertBehind(root, body, int.Parse(gap!, CultureInfo.InvariantCulture), $"ObsoleteStep(\"{removed}\")"))));
        }

        return FindUnshippedFile(document.Project) is { } file
            && diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Workflow, out var workflow)
            && diagnostic.Properties.TryGetValue(ShippedWorkflowAnalyzer.Lines, out var lines)
                ? new($"Write the steps of '{workflow}' into {ShippedWorkflows.UnshippedFile}", "accept", token => AcceptAsync(file, workflow!, lines!, token))
                : null;
    }

    internal static TextDocument? FindUnshippedFile(Project project) =>
        project.AdditionalDocuments.FirstOrDefault(static file => string.Equals(file.Name, ShippedWorkflows.UnshippedFile, StringComparison.OrdinalIgnoreCase));

    internal static async Task<Solution> AcceptAsync(TextDocument file, string workflow, string lines, CancellationToken cancellationToken)
    {
        var text = await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return file.Project.Solution.WithAdditionalDocumentText(file.Id, SourceText.From(Accept(text.ToString(), workflow, lines), text.Encoding));
    }

    /// <summary>The file with the lines of one workflow replaced; what it says of the others stays as it is.</summary>
    internal static string Accept(string text, string workflow, string lines)
    {
        var kept = text.Split('\n').Select(static line => line.TrimEnd('\r'))
            .Where(line => line.Length > 0 && !line.StartsWith(workflow + ": ", StringComparison.Ordinal) && line.Trim() != ShippedWorkflows.Breaking + workflow);
        return string.Concat(kept.Concat(lines.Split('\n').Where(static line => line.Length > 0)).Select(static line => line + "\n"));
    }
}
