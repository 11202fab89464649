using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Rules.Steps;

/// <summary>ORCH3005: a step changes the subscription and does not return it, so that the change is lost.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LostChangeAnalyzer : OrchestratorAnalyzer
{
    /// <summary>The property with the name of the parameter that is changed.</summary>
    public const string Parameter = nameof(Parameter);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [DiagnosticDescriptors.ChangeIsLost, DiagnosticDescriptors.LoadedChangeIsLost];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterCodeBlockAction(block => Analyze(block, reader));

    private static void Analyze(CodeBlockAnalysisContext context, CompilationReader reader)
    {
        // A result of type State may hold the subscription; no one knows, so nothing is said.
        var results = new ResultParser(reader);
        if (
            context.OwningSymbol is not IMethodSymbol method
            || !method.HasAttribute(reader.Known.StepAttribute)
            || !method.Parameters.Any(parameter => IsSource(parameter, reader))
            || results.Parse(method, isForm: false, out _).Value
                is not { Kind: ResultKind.None or ResultKind.Keys or ResultKind.Subscription }
        )
        {
            return;
        }

        INamedTypeSymbol[] returned = [.. FindReturned(method, results, reader)];
        IOperation[] operations = [.. context.DescendantOperations()];
        var mutation = new ModelMutation(operations, reader);
        foreach (var operation in operations)
        {
            if (
                mutation.FindRoot(operation) is { } parameter
                && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method)
                && !MayBeOneOf(parameter, returned, reader)
            )
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.ChangeIsLost,
                        operation.Syntax.GetLocation(),
                        ImmutableDictionary<string, string?>.Empty.Add(Parameter, parameter.Name),
                        method.Name,
                        parameter.Name
                    )
                );
                return;
            }

            if (LoadedSubscriptions.FindChanged(operation, operations, reader) is var (local, product) && !MayBeOneOf(product, returned))
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(DiagnosticDescriptors.LoadedChangeIsLost, operation.Syntax.GetLocation(), method.Name, local.Name)
                );
                return;
            }
        }
    }

    // A step takes the subscription, or loads it.
    private static bool IsSource(IParameterSymbol parameter, CompilationReader reader) =>
        KnownSymbols.Is(parameter.Type, reader.Known.Subscriptions)
        || SubscriptionUse.TryRead(parameter.Type, reader, parameter) is not null;

    /// <summary>The products of the subscriptions in a step's result.</summary>
    private static IEnumerable<INamedTypeSymbol> FindReturned(IMethodSymbol method, ResultParser results, CompilationReader reader) =>
        results
            .FindTypedKeys(method, isForm: false)
            .Select(static key => key.Type)
            .Append(method.ReturnType)
            .Concat((method.ReturnType as INamedTypeSymbol)?.TypeArguments ?? [])
            .Select(type => SubscriptionUse.TryRead(type, reader, method)?.Product)
            .OfType<INamedTypeSymbol>();

    // Of two subscriptions of one product, either may be the one that is returned.
    private static bool MayBeOneOf(IParameterSymbol parameter, INamedTypeSymbol[] returned, CompilationReader reader) =>
        SubscriptionUse.TryRead(parameter.Type, reader, parameter) is not { Product: var product } || MayBeOneOf(product, returned);

    private static bool MayBeOneOf(INamedTypeSymbol product, INamedTypeSymbol[] returned) =>
        returned.Any(other => other.IsOrDerivesFrom(product) || product.IsOrDerivesFrom(other));
}
