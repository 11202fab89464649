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
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.ChangeIsLost];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterCodeBlockAction(block => Analyze(block, reader));

    private static void Analyze(CodeBlockAnalysisContext context, CompilationReader reader)
    {
        // A result of type State may hold the subscription; no one knows, so nothing is said.
        if (
            context.OwningSymbol is not IMethodSymbol method
            || !method.HasAttribute(reader.Known.StepAttribute)
            || !method.Parameters.Any(parameter => SubscriptionUse.TryRead(parameter.Type, reader, parameter) is not null)
            || new ResultParser(reader).Parse(method, isForm: false, out _).Value is not { Kind: ResultKind.None or ResultKind.Keys } result
            || result.Keys.Any(static key => key.IsSubscription)
        )
        {
            return;
        }

        IOperation[] operations = [.. context.DescendantOperations()];
        var mutation = new ModelMutation(operations, reader);
        foreach (var operation in operations)
        {
            if (mutation.FindRoot(operation) is { } parameter && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method))
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
        }
    }
}
