using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Orchestrator.Generators.Analyzers;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.CodeFixes;

/// <summary>
/// ORCH2006: writes the step that <c>Defaults</c> names. It reads the missing values from the subscription, where every product of the workflow has a member of that
/// name and type.
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
        if (await WorkflowPlace.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false) is not { Workflow: { Defaults: null, Products.IsEmpty: false } } place
            || place.FindAttribute(cancellationToken) is not { } attribute
            || diagnostic.Properties[StateFlowAnalyzer.Missing] is not { } missing)
        {
            return null;
        }

        // One array of values for each product, in the same order.
        var products = place.Workflow.Products;
        var members = new SubscriptionMembers(place.Known);
        var found = missing.Split(';')
            .Select(entry => products.Select(product => members.Find(product, entry)).OfType<SubscriptionMember>().ToArray())
            .Where(values => values.Length == products.Length && values.All(value => SymbolEqualityComparer.Default.Equals(value.Type, values[0].Type)))
            .ToArray();
        return found.Length == 0 ? null : new("Take the missing values from the subscription", nameof(SupplyDefaultsFix), token => document.WithAsync(token, Supply(place, attribute, members, found)));
    }

    private static TextChange[] Supply(WorkflowPlace place, AttributeSyntax attribute, SubscriptionMembers members, SubscriptionMember[][] values)
    {
        var name = NamesAt.Free(place.Host, $"Take{place.Workflow.Method.Name}{Defaults}", Result);
        var elements = string.Join(", ", values.Select(value => $"{place.Names.Type(value[0].Type)} {SymbolFormats.Escape(value[0].Name)}"));
        var step = $"[{place.Names.Attribute(place.Known.StepAttribute!)}({SymbolDisplay.FormatLiteral(SyntaxSearch.ToSentence(name), quote: true)})]";
        return
        [
            attribute.SetProperty(Defaults, $"nameof({name})"),
            SyntaxSearch.AddBehind(place.Method, (indentation, lineEnding) =>
            {
                var (parameter, body) = Read(place, members, values, lineEnding + indentation);
                return
                [
                    $"private sealed record {name}{Result}({elements});",
                    $"{step}{lineEnding}{indentation}private static {name}{Result} {name}({parameter} {Subscription}) => {body};",
                ];
            }),
        ];
    }

    /// <summary>The type of the step's parameter, and what the step returns: all from what the products have in common, or else from each product.</summary>
    private static (string Parameter, string Body) Read(WorkflowPlace place, SubscriptionMembers members, SubscriptionMember[][] values, string newLine)
    {
        var products = place.Workflow.Products;
        var common = SubscriptionMembers.CommonBase(products);
        var shared = values.Select(value => members.Find(common, value[0].Entry)).OfType<SubscriptionMember>().ToArray();
        var parameter = place.Names.Type(common);
        if (shared.Length == values.Length)
        {
            return (parameter, Construct(shared, Subscription));
        }

        // A product that derives from another one comes before it.
        var arms = products
            .Select((product, index) => (Product: product, Values: values.Select(value => value[index])))
            .OrderByDescending(static arm => SubscriptionMembers.DepthOf(arm.Product))
            .Select(arm => $"{newLine}    {place.Names.Type(arm.Product)} {Model} => {Construct(arm.Values, Model)},");
        var exception = place.Model.Compilation.GetTypeByMetadataName("System.NotSupportedException") is { } type ? place.Names.Type(type) : "System.NotSupportedException";
        return (
            parameter,
            $"{Subscription} switch{newLine}{{{string.Concat(arms)}{newLine}    _ => throw new {exception}($\"{{{Subscription}.GetType()}} is no product of this workflow.\"),{newLine}}}");
    }

    private static string Construct(IEnumerable<SubscriptionMember> values, string from) => $"new({string.Join(", ", values.Select(value => from + value.Path))})";
}
