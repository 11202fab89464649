using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Workflows;

/// <summary>
/// ORCH4009: a create workflow sets a status that requires a member which no step before it sets. Only what is certain is said: all code
/// that gets the subscription is seen.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RequiredMemberAnalyzer : OrchestratorAnalyzer
{
    /// <summary>The status that a create workflow sets at its end, and on which a modify workflow is started.</summary>
    internal const string Active = nameof(Active);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.RequiredMemberIsNotSet];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader), SymbolKind.Method);

    private static void Analyze(SymbolAnalysisContext context, CompilationReader reader)
    {
        if (
            WorkflowDeclaration.TryRead(context.Symbol, reader) is not { Target: WorkflowTarget.Create, IsPlain: false } workflow
            || workflow.Products is not [INamedTypeSymbol product]
            || !reader.Known.IsSubscriptionModel(product)
            || !WorkflowDeclaration.IsUsable(workflow.Method, reader)
            || workflow.Method.Locations is not [var location, ..]
            || new ChainWalker(ChainReader.Of(reader)).TryWalk(workflow.Method, context.CancellationToken) is not { } steps
            || !IsMade(product, steps, reader)
        )
        {
            return;
        }

        var required = LifecycleViews.Names.ToDictionary(
            static status => status,
            status => FindRequired(product, status, reader).ToArray(),
            StringComparer.Ordinal
        );
        if (required[Active].Length == 0 || FindStatuses(steps, reader, context.CancellationToken) is not { } statuses)
        {
            return;
        }

        foreach (var (status, set) in statuses)
        {
            // A block that a step puts in its place may come with its values, so what is below it is not judged.
            var missing = required[status].Where(member => !member.Path.Any(part => set.Contains(part.Name))).ToArray();
            if (missing.Length > 0)
            {
                var names = string.Join(" and ", missing.Select(static member => $"'{string.Join(".", member.Path.Select(Name))}'"));
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.RequiredMemberIsNotSet,
                        location,
                        workflow.Name,
                        status.ToLowerInvariant(),
                        names,
                        missing.Length == 1 ? "it" : "them"
                    )
                );
                return;
            }
        }
    }

    // A class that derives from the product may bring values of its own.
    private static bool IsMade(INamedTypeSymbol product, ImmutableArray<ChainStep> steps, CompilationReader reader)
    {
        string[] made =
        [
            .. steps
                .Select(step => step.Operand.FindFlow(reader))
                .OfType<StepFlow>()
                .SelectMany(static flow => flow.Gives)
                .Select(static gift => gift.Product)
                .OfType<string>()
                .Distinct(),
        ];
        return made is [var only] && only == SymbolFormats.Identity(product);
    }

    private static string Name(IPropertySymbol property) => property.Name;

    /// <summary>
    /// The statuses that the workflow sets, in order, each with the names of the members that steps before it may have set; null where not
    /// all is seen.
    /// </summary>
    private static List<(string Status, ImmutableHashSet<string> Set)>? FindStatuses(
        ImmutableArray<ChainStep> steps,
        CompilationReader reader,
        CancellationToken cancellationToken
    )
    {
        var statuses = new List<(string Status, ImmutableHashSet<string> Set)>();
        var set = ImmutableHashSet.Create<string>(StringComparer.Ordinal);
        foreach (var operand in steps.Select(static step => step.Operand))
        {
            switch (operand)
            {
                case { Kind: ChainOperandKind.Step or ChainOperandKind.InputStep, Symbol: IMethodSymbol method }:
                    var writes = ModelWrites.Of(reader).Find(method, cancellationToken);
                    if (!writes.IsComplete || operand.FindFlow(reader) is not { GivesAnything: false })
                    {
                        return null;
                    }

                    set = set.Union(writes.Members.Select(Name));
                    break;
                case { Kind: ChainOperandKind.StepValue, Symbol: { } value }
                    when KnownSymbols.Is(value.ContainingType, reader.Known.Workflow):
                    if (!operand.IsConditional && FindStatus(operand, reader, cancellationToken) is { } status)
                    {
                        statuses.Add((status, set));
                    }

                    break;
                case { IsOfEngine: true }:
                    break;
                default:
                    return null;
            }
        }

        // The engine sets it after the steps of the author.
        statuses.Add((Active, set));
        return statuses;
    }

    /// <summary>The status that a <c>SetStatus(...)</c> names, if members can be required in it; null for any other.</summary>
    internal static string? FindStatus(ChainOperand operand, CompilationReader reader, CancellationToken cancellationToken) =>
        operand is { Symbol.Name: "SetStatus", Syntax: InvocationExpressionSyntax { ArgumentList.Arguments: [var argument] } }
        && reader.ModelOf(operand.Syntax.SyntaxTree).GetSymbolInfo(argument.Expression, cancellationToken).Symbol
            is IFieldSymbol { Name: var status }
        && LifecycleViews.Names.Contains(status)
            ? status
            : null;

    /// <summary>The members that a status requires and that a new subscription does not have, each with the way to it.</summary>
    private static IEnumerable<RequiredMember> FindRequired(INamedTypeSymbol product, string status, CompilationReader reader)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default) { product };
        var waiting = new Queue<(INamedTypeSymbol Type, ImmutableArray<IPropertySymbol> Path)>([(product, [])]);
        while (waiting.Count > 0)
        {
            var (type, around) = waiting.Dequeue();
            if (!IsMadeEmpty(type))
            {
                continue;
            }

            foreach (var property in LifecycleViews.PropertiesOf(type, reader.Known).Where(property => IsStored(property, reader)))
            {
                if (LifecycleViews.IsRequired(property, status, reader.Known) && Initializers.LeavesNull(property))
                {
                    yield return new(around.Add(property));
                }
                else if (
                    property.Type is INamedTypeSymbol block
                    && reader.Known.IsProductBlock(block)
                    && Initializers.IsEmptyNew(property)
                    && seen.Add(block)
                )
                {
                    waiting.Enqueue((block, around.Add(property)));
                }
            }
        }
    }

    // A constructor may set anything.
    private static bool IsMadeEmpty(INamedTypeSymbol type)
    {
        for (var current = type; current is { DeclaringSyntaxReferences.IsEmpty: false }; current = current.BaseType)
        {
            if (current.InstanceConstructors.Any(static constructor => !constructor.IsImplicitlyDeclared))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsStored(IPropertySymbol property, CompilationReader reader) =>
        property
            is {
                IsStatic: false,
                IsIndexer: false,
                IsVirtual: false,
                IsOverride: false,
                IsAbstract: false,
                DeclaredAccessibility: Accessibility.Public,
                SetMethod.DeclaredAccessibility: Accessibility.Public
            }
        && !reader.Known.IsNotMapped(property);

    /// <param name="Path">The members from the product to it.</param>
    private sealed record RequiredMember(ImmutableArray<IPropertySymbol> Path);
}
