using Orchestrator.Generators.Models;
using Orchestrator.Generators.Parsing;

namespace Orchestrator.Generators.Emitting;

/// <summary>Writes the lambda that binds, calls and collects a step or form.</summary>
internal static class InvocationEmitter
{
    private const string Output = "new " + EmittedText.Binding + "StepOutput()";

    /// <summary>Writes the lambda as the last argument of a call that is open, and ends that call.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="before">What stands before the lambda on its line.</param>
    /// <param name="invocation">What is called.</param>
    /// <param name="after">What ends the call.</param>
    public static SourceWriter Lambda(this SourceWriter writer, string before, InvocationModel invocation, string after)
    {
        // Nothing to await, no state machine: the result is there when the method returns.
        var isAsync = invocation.IsAwaited || invocation.Parameters.Any(static parameter => IsAwaited(parameter.Kind));
        writer.Line($"{before}static {(isAsync ? "async " : "")}call =>").Open();
        Body(writer, invocation, isAsync);
        return writer.Close(after);
    }

    private static void Body(SourceWriter writer, InvocationModel invocation, bool isAsync)
    {
        var call = (invocation.IsAwaited ? "await " : "") + Call(invocation);
        switch (invocation.Result)
        {
            case { Kind: ResultKind.None }:
                writer.Line(call + ";");
                break;
            case { CanBeNull: true }:
                writer.Line($"if ({call} is not {{ }} result)").Open().Line(Return(Output, isAsync)).Close().Line();
                break;
            default:
                writer.Line($"var result = {call};");
                break;
        }

        writer.Line(Return(Output + Collected(invocation.Result), isAsync));
    }

    private static string Return(string output, bool isAsync) => isAsync ? $"return {output};" : $"return new({output});";

    private static string Collected(ResultModel result) => result.Kind switch
    {
        ResultKind.Subscription => ".Save(\"subscription\", result)",
        ResultKind.State => ".Merge(result)",
        ResultKind.Keys => string.Concat(result.Keys.Select(static key => $".{(key.IsSubscription ? "Save" : "Set")}({Literals.Text(key.Key)}, result{key.Path})")),
        _ => "",
    };

    private static string Call(InvocationModel invocation) => $"{invocation.Method}({string.Join(", ", invocation.Parameters.Select(Argument))})";

    private static bool IsAwaited(ParameterKind kind) => kind is ParameterKind.Subscription or ParameterKind.OptionalSubscription;

    private static string Argument(ParameterModel parameter) => parameter.Kind switch
    {
        ParameterKind.Value => $"call.Value<{parameter.Type}>({Literals.Text(parameter.Key)})",
        ParameterKind.OptionalValue => $"call.Value<{parameter.Type}>({Literals.Text(parameter.Key)}, {parameter.Default})",
        ParameterKind.Subscription => $"await call.SubscriptionAsync<{parameter.Type}>({Literals.Text(parameter.Key)})",
        // A parameter that says null by its default value only.
        ParameterKind.OptionalSubscription when parameter.Default == "null!" => $"(await call.OptionalSubscriptionAsync<{parameter.Type}>({Literals.Text(parameter.Key)}))!",
        ParameterKind.OptionalSubscription => $"await call.OptionalSubscriptionAsync<{parameter.Type}>({Literals.Text(parameter.Key)})",
        ParameterKind.Service => $"call.Service<{parameter.Type}>()",
        _ => "call." + parameter.Kind.ToString(),
    };
}
