using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Chains;

/// <summary>A call of one of the methods of <c>Orchestrator.Workflow</c> that have steps inside them.</summary>
internal sealed class StepCall
{
    public const string Callback = "CallbackStep";
    public const string Focus = "FocusSteps";
    public const string Group = "StepGroup";
    public const string Conditional = "Conditional";

    private readonly ImmutableArray<(IParameterSymbol Parameter, ArgumentSyntax Argument)> _arguments;
    private readonly SemanticModel _model;

    private StepCall(InvocationExpressionSyntax syntax, IMethodSymbol method, SemanticModel model)
    {
        Syntax = syntax;
        Method = method;
        _model = model;
        _arguments =
        [
            .. syntax
                .ArgumentList.Arguments.Select((argument, index) => (Find(method, argument, index), argument))
                .Where(static pair => pair.Item1 is not null)!,
        ];
    }

    public InvocationExpressionSyntax Syntax { get; }

    public IMethodSymbol Method { get; }

    public string Name => Method.Name;

    /// <summary>True when the steps inside it may not run, or run on another state than those beside it.</summary>
    public bool DecidesWhatRuns => Name is Conditional or Focus;

    /// <summary>What it puts around the steps inside it.</summary>
    public ChainSurroundings Around =>
        new(
            Name == Conditional,
            Name == Focus,
            Name == Focus ? Text("key") : null,
            Name is not (Group or Callback) ? ""
                : (Text("id") ?? Text("name")) is { } id && !IsComputed("id") ? id + "/"
                : null,
            Name is Group or Callback ? Text("name") : null
        );

    /// <summary>Reads an operand; null when it is not such a call.</summary>
    public static StepCall? TryRead(
        ExpressionSyntax operand,
        SemanticModel model,
        CompilationReader reader,
        CancellationToken cancellationToken
    ) =>
        operand is InvocationExpressionSyntax call
        && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { Name: Conditional or Focus or Group or Callback } method
        && KnownSymbols.Is(method.ContainingType, reader.Known.Workflow)
            ? new(call, method, model)
            : null;

    /// <summary>What is written for a parameter; null for nothing.</summary>
    public ExpressionSyntax? Argument(string parameter) =>
        _arguments.FirstOrDefault(pair => pair.Parameter.Name == parameter).Argument?.Expression;

    /// <summary>The constant text of a parameter, its default included; null when it is none.</summary>
    public string? Text(string parameter) => ValueOf(Argument(parameter), Method, parameter, _model).Value as string;

    /// <summary>The constant truth of a parameter of any call, its default included; null when it is computed.</summary>
    public static bool? IsTrue(ExpressionSyntax call, IMethodSymbol method, string parameter, SemanticModel model) =>
        (call as InvocationExpressionSyntax)
            ?.ArgumentList.Arguments.Select((argument, index) => (Parameter: Find(method, argument, index), argument.Expression))
            .FirstOrDefault(pair => pair.Parameter?.Name == parameter)
            .Expression
            is var written
        && ValueOf(written, method, parameter, model) is { HasValue: true, Value: bool value }
            ? value
            : null;

    private static Optional<object?> ValueOf(ExpressionSyntax? written, IMethodSymbol method, string parameter, SemanticModel model) =>
        written is not null ? model.GetConstantValue(written)
        : method.Parameters.FirstOrDefault(declared => declared.Name == parameter) is { HasExplicitDefaultValue: true } optional
            ? new(optional.ExplicitDefaultValue)
        : default;

    private bool IsComputed(string parameter) => Argument(parameter) is { } written && !_model.GetConstantValue(written).HasValue;

    private static IParameterSymbol? Find(IMethodSymbol method, ArgumentSyntax argument, int index) =>
        argument.NameColon is { Name.Identifier.ValueText: var name }
            ? method.Parameters.FirstOrDefault(parameter => parameter.Name == name)
        : index < method.Parameters.Length ? method.Parameters[index]
        : null;
}
