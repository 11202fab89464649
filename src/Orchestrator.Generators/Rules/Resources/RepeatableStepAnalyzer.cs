using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Chains;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>
/// ORCH5007: a plain step of a chain of external-system steps makes an id or reads the clock and sends it out, so that a retry sends
/// something else.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RepeatableStepAnalyzer : OrchestratorAnalyzer
{
    private const int MaxDepth = 8;

    /// <summary>How the names of calls begin that only ask, or wait.</summary>
    private static readonly string[] Questions = ["Get", "Find", "Read", "List", "Query", "Search", "Count", "Exists", "Wait", "Delay"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.StepIsNotRepeatable];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterCodeBlockAction(block => Analyze(block, reader));

    private static void Analyze(CodeBlockAnalysisContext context, CompilationReader reader)
    {
        if (context.OwningSymbol is not IMethodSymbol method || !method.HasAttribute(reader.Known.StepAttribute))
        {
            return;
        }

        var step = method.PartialDefinitionPart ?? method;
        var bindings = new BindingParser(reader);
        IParameterSymbol[] services =
        [
            .. VolatileFlow
                .Implemented(step)
                .Parameters.Where(parameter =>
                    bindings.Parse(parameter, isForm: false).Value is { Kind: ParameterKind.Service } && IsOutside(parameter.Type, reader)
                ),
        ];
        if (services.Length == 0 || !reader.Get(static reader => new ChainedSteps(reader)).Contains(step, context.CancellationToken))
        {
            return;
        }

        var flow = VolatileFlow.Of(reader);
        var nothing = ImmutableDictionary<ISymbol, ImmutableArray<string>>.Empty;
        foreach (var (place, path) in FindSent(flow.OperationsOf(step), services, nothing, flow, MaxDepth))
        {
            context.ReportDiagnostic(
                Diagnostic.Create(
                    DiagnosticDescriptors.StepIsNotRepeatable,
                    place.Syntax.GetLocation(),
                    step.Name,
                    string.Join(" -> ", path.Insert(0, step.Name))
                )
            );
        }
    }

    /// <summary>The calls that send a volatile value to a service, with the path to where it is made.</summary>
    private static IEnumerable<(IOperation Place, ImmutableArray<string> Path)> FindSent(
        ImmutableArray<IOperation> operations,
        IReadOnlyCollection<IParameterSymbol> services,
        IReadOnlyDictionary<ISymbol, ImmutableArray<string>> given,
        VolatileFlow flow,
        int depth
    )
    {
        var held = flow.FindVariables(operations, given);
        foreach (var call in operations.OfType<IInvocationOperation>())
        {
            // The receiver of an extension method is its first argument.
            var receiver = call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments.FirstOrDefault()?.Value : null);
            if (receiver is not null && IsService(receiver, services))
            {
                var sent = Questions.Any(question => call.TargetMethod.Name.StartsWith(question, StringComparison.Ordinal))
                    ? null
                    : call
                        .Arguments.Where(argument => argument.Value != receiver)
                        .Select(argument => flow.FindHeld(argument.Value, held))
                        .Cast<ImmutableArray<string>?>()
                        .FirstOrDefault(static path => path is { IsEmpty: false });
                if (sent is { } path)
                {
                    yield return (call, path);
                }
            }
            else if (depth > 0 && VolatileFlow.CalledBy(call) is { } called)
            {
                IParameterSymbol[] passed =
                [
                    .. call
                        .Arguments.Where(argument => argument.Parameter is not null && IsService(argument.Value, services))
                        .Select(argument => ParameterOf(called, argument)),
                ];
                var inner = new Dictionary<ISymbol, ImmutableArray<string>>(SymbolEqualityComparer.Default);
                foreach (var argument in call.Arguments.Where(static argument => argument.Parameter is not null))
                {
                    if (flow.FindHeld(argument.Value, held) is { IsEmpty: false } path)
                    {
                        inner[ParameterOf(called, argument)] = path;
                    }
                }

                var sends =
                    passed.Length == 0 ? default : FindSent(flow.OperationsOf(called), passed, inner, flow, depth - 1).FirstOrDefault();
                if (sends.Place is not null)
                {
                    yield return (call, sends.Path.Insert(0, VolatileFlow.NameOf(called)));
                }
            }
        }
    }

    private static IParameterSymbol ParameterOf(IMethodSymbol called, IArgumentOperation argument) =>
        VolatileFlow.Implemented(called).Parameters[argument.Parameter!.Ordinal];

    private static bool IsService(IOperation value, IReadOnlyCollection<IParameterSymbol> services) =>
        value switch
        {
            IParameterReferenceOperation { Parameter: var parameter } => services.Contains(parameter, SymbolEqualityComparer.Default),
            IConversionOperation { Operand: var converted } => IsService(converted, services),
            IMemberReferenceOperation { Instance: { } instance } => IsService(instance, services),
            _ => false,
        };

    // The log and the clock are no external systems.
    private static bool IsOutside(ITypeSymbol type, CompilationReader reader) =>
        type.Name != "TimeProvider"
        && !KnownSymbols.Is(type, reader.Known.Logger)
        && !type.AllInterfaces.Any(implemented => KnownSymbols.Is(implemented, reader.Known.Logger));

    /// <summary>The steps that the chains of external-system steps of a compilation run.</summary>
    private sealed class ChainedSteps(CompilationReader reader)
    {
        private HashSet<ISymbol>? _steps;

        public bool Contains(IMethodSymbol step, CancellationToken cancellationToken) =>
            (_steps ??= Find(cancellationToken)).Contains(step);

        private HashSet<ISymbol> Find(CancellationToken cancellationToken)
        {
            var walker = new ChainWalker(ChainReader.Of(reader));
            return new(
                reader
                    .Compilation.Assembly.GlobalNamespace.TypesInside()
                    .SelectMany(static type => type.GetMembers())
                    .Where(member => member.HasAttribute(reader.Known.ExternalSystemStepsAttribute))
                    .SelectMany(chain => walker.TryWalk(chain, cancellationToken) ?? [])
                    .Select(static step => step.Operand)
                    .Where(static operand => operand.Kind == ChainOperandKind.Step)
                    .Select(static operand => operand.Symbol)
                    .OfType<ISymbol>(),
                SymbolEqualityComparer.Default
            );
        }
    }
}
