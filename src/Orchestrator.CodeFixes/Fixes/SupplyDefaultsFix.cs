using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.CodeFixes.Editing;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Rules.Steps;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.CodeFixes.Fixes;

/// <summary>
/// ORCH2006: writes the step that <c>Defaults</c> names. It reads the missing values from the subscription, where every product of the
/// workflow has a member of that name and type.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SupplyDefaultsFix))]
[Shared]
public sealed class SupplyDefaultsFix() : SourceFix(DiagnosticIds.ReconcileKeyIsMissing)
{
    private const string Defaults = nameof(Defaults);
    private const string Subscription = "subscription";
    private const string Model = "model";
    private const string Result = nameof(Result);

    private protected override async Task<Fix?> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (
            await WorkflowPlace.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false)
                is not { Workflow: { Defaults: null, Products.IsEmpty: false } } place
            || place.FindAttribute(cancellationToken) is not { } attribute
            || PropertyOf(diagnostic, StateFlowAnalyzer.Missing) is not { } missing
        )
        {
            return null;
        }

        // One array of values for each product, in the same order.
        var products = place.Workflow.Products;
        var members = new SubscriptionMembers(place.Reader);
        var found = missing
            .Split(';')
            .Select(entry => products.Select(product => members.Find(product, entry)).OfType<SubscriptionMember>().ToArray())
            .Where(values =>
                values.Length == products.Length && values.All(value => SymbolEqualityComparer.Default.Equals(value.Type, values[0].Type))
            )
            .GroupBy(static values => values[0].Name)
            .Select(static same => same.First())
            .ToArray();
        return found.Length == 0
            ? null
            : new(
                "Take the missing values from the subscription",
                nameof(SupplyDefaultsFix),
                token => document.WithAsync(token, Supply(place, attribute, members, found))
            );
    }

    private static TextChange[] Supply(
        WorkflowPlace place,
        AttributeSyntax attribute,
        SubscriptionMembers members,
        SubscriptionMember[][] values
    )
    {
        var name = NamesAt.Free(place.Host, $"Take{place.Workflow.Method.Name}{Defaults}", Result);
        var elements = string.Join(
            ", ",
            values.Select(value => $"{place.Names.Type(value[0].Type)} {SymbolFormats.Escape(value[0].Name)}")
        );
        var mark =
            $"[{place.Names.Attribute(place.Reader.Known.StepAttribute!)}("
            + $"{SymbolDisplay.FormatLiteral(SyntaxSearch.ToSentence(name), quote: true)})]";

        // A tuple has two elements or more, and a few names that it keeps for itself.
        var isTuple = values.Length > 1 && values.All(static value => !IsKeptByTuples(value[0].Name));
        return
        [
            attribute.SetProperty(Defaults, $"nameof({name})"),
            SyntaxSearch.AddAfter(
                place.Method,
                (indentation, lineEnding) =>
                {
                    var (parameter, body) = Read(place, members, values, isTuple ? "" : "new", lineEnding + indentation);
                    var step =
                        $"{mark}{lineEnding}{indentation}private static {(isTuple ? $"({elements})" : name + Result)} "
                        + $"{name}({parameter} {Subscription}) => {body};";
                    return isTuple ? [step] : [$"private sealed record {name}{Result}({elements});", step];
                }
            ),
        ];
    }

    private static bool IsKeptByTuples(string name) => name is "Rest" or "CompareTo" || name.StartsWith("Item", StringComparison.Ordinal);

    /// <summary>
    /// The type of the step's parameter, and what the step returns: all from what the products have in common, or else from each product.
    /// </summary>
    private static (string Parameter, string Body) Read(
        WorkflowPlace place,
        SubscriptionMembers members,
        SubscriptionMember[][] values,
        string create,
        string newLine
    )
    {
        var products = place.Workflow.Products;
        var common = SubscriptionMembers.CommonBase(products);
        var shared = values.Select(value => members.Find(common, value[0].Entry)).OfType<SubscriptionMember>().ToArray();
        var exception = NameOf("System.InvalidOperationException");
        if (shared.Length == values.Length)
        {
            // Of a subscription that is not as far yet the view says which value it lacks, before the step runs.
            return FindView(common, shared, place.Reader) is { } view
                ? (
                    $"{place.Names.Type(common)}.{view}",
                    $"{create}({string.Join(", ", shared.Select(static value => value.Read(Subscription)))})"
                )
                : (place.Names.Type(common), Construct(shared, Subscription, newLine));
        }

        // A product that derives from another one comes before it.
        var arms = products
            .Select((product, index) => (Product: product, Values: values.Select(value => value[index]).ToArray()))
            .OrderByDescending(static arm => SubscriptionMembers.DepthOf(arm.Product))
            .Select(arm => $"{newLine}    {place.Names.Type(arm.Product)} {Model} => {Construct(arm.Values, Model, newLine + "    ")},");
        return (
            place.Names.Type(common),
            $"{Subscription} switch{newLine}{{{string.Concat(arms)}{newLine}    _ => throw new "
                + $"{NameOf("System.NotSupportedException")}($\"{{{Subscription}.GetType()}} is not a product of this "
                + $"workflow.\"),{newLine}}}"
        );

        string NameOf(string type) => place.Model.Compilation.GetTypeByMetadataName(type) is { } found ? place.Names.Type(found) : type;

        string Construct(SubscriptionMember[] read, string from, string line)
        {
            var separator = read.Any(static value => value.CanBeMissing) && read.Length > 1 ? line + "    " : "";
            var values = read.Select(value => value.ReadOrThrow(from, exception));
            return $"{create}({separator}{string.Join("," + (separator.Length > 0 ? separator : " "), values)})";
        }
    }

    private static string? FindView(ITypeSymbol product, SubscriptionMember[] values, CompilationReader reader) =>
        product is INamedTypeSymbol type && values.Any(static value => value.CanBeMissing)
            ? LifecycleViews.Names.FirstOrDefault(view =>
                LifecycleViews.AreEmitted(type, view, reader) && values.All(value => value.IsRequiredIn(view, reader))
            )
            : null;
}
