using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Rules.Reconcile;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>ORCH2005: moves the last steps of a modify workflow into an <c>[ExternalSystemSteps]</c> chain, and uses it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExtractChainFix))]
[Shared]
public sealed class ExtractChainFix() : SourceFix(DiagnosticIds.NoExternalSystemSteps)
{
    private const string Modify = nameof(Modify);

    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        // With the chain the workflow gives its product a reconcile workflow: there must be no other.
        if (
            await WorkflowPlace.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { } place
            || !int.TryParse(
                PropertyOf(diagnostic, MissingChainAnalyzer.Count),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var count
            )
            || ChainReader.Of(place.Reader).Read(place.Workflow.Method, cancellationToken) is not { } operands
            || count > operands.Length
            || operands.Skip(operands.Length - count).Select(static operand => operand.Syntax).ToArray() is not { Length: > 0 } moved
            || ChainSyntax.RunOf(moved) is not { } run
            || place.Method.HasDirectives(run)
            || place.HasReconcileWorkflow()
        )
        {
            return null;
        }

        return new(
            "Move the last steps into a chain of external-system steps",
            nameof(ExtractChainFix),
            token => document.WithAsync(token, Extract(place, moved, run))
        );
    }

    private static TextChange[] Extract(WorkflowPlace place, IEnumerable<ExpressionSyntax> operands, TextSpan run)
    {
        var name = FindName(place);
        var steps = place.Method.SyntaxTree.GetText().ToString(run);
        var isKept = place.Method.CommentsIn(run).Count > 0 || operands.Any(static operand => operand.ToString().Contains('\n'));
        return
        [
            new(run, name),
            SyntaxSearch.AddAfter(
                place.Method,
                (indentation, lineEnding) =>
                {
                    // Comments are about the steps, and go with them, and a text or a function on several lines stays so; otherwise a line
                    // is enough.
                    var (before, between) =
                        isKept && steps.Contains('\n') ? ($"{lineEnding}{indentation}    ", $"{lineEnding}{indentation}    ") : (" ", " ");
                    var begin = place.Names.Member(place.Reader.Known.Workflow!, "Begin");
                    var list = place.Names.Type(place.Reader.Known.StepList!);
                    var mark = place.Names.Attribute(place.Reader.Known.ExternalSystemStepsAttribute!);
                    return
                    [
                        $"[{mark}]{lineEnding}{indentation}private static {list} {name} =>{before}{begin}{between}>> "
                            + $"{(isKept ? steps : OneLine(steps))};",
                    ];
                }
            ),
        ];
    }

    private static string OneLine(string steps) => string.Join(" ", steps.Split('\n').Select(static line => line.Trim()));

    // Those that fix-all makes for the workflows above this one are not there yet, and are taken all the same.
    private static string FindName(WorkflowPlace place)
    {
        var wish = NameFor(place.Workflow.Method);
        var earlier = place
            .Host.MembersInOrder()
            .TakeWhile(member => !SymbolEqualityComparer.Default.Equals(member, place.Workflow.Method))
            .OfType<IMethodSymbol>()
            .Count(method =>
                NameFor(method) == wish && WorkflowDeclaration.TryRead(method, place.Reader) is { Target: WorkflowTarget.Modify }
            );
        return NamesAt.Free(place.Host, earlier == 0 ? wish : wish + (earlier + 1).ToString(CultureInfo.InvariantCulture));
    }

    private static string NameFor(IMethodSymbol method) =>
        "Update"
        + (
            method.Name.StartsWith(Modify, StringComparison.Ordinal) && method.Name.Length > Modify.Length
                ? method.Name.Substring(Modify.Length)
                : method.Name
        )
        + "InExternalSystems";
}
