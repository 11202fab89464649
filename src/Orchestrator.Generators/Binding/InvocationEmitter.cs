using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Views;

namespace Orchestrator.Generators.Binding;

/// <summary>Writes the lambda that binds, calls and collects a step or form.</summary>
internal static class InvocationEmitter
{
    /// <summary>The key of the subscription that a workflow is about, which need not be named.</summary>
    private const string Subject = "subscription";

    private const string Output = "call.Output()";

    /// <summary>Writes the lambda as the last argument of a call that is open, and ends that call.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="before">What stands before the lambda on its line.</param>
    /// <param name="invocation">What is called.</param>
    /// <param name="after">What ends the call.</param>
    /// <param name="removes">The keys that it takes out of the state.</param>
    public static SourceWriter Lambda(
        this SourceWriter writer,
        string before,
        InvocationModel invocation,
        string after,
        EquatableArray<string> removes = default
    )
    {
        var output = removes.Count == 0 ? Output : $"{Output}.Remove({string.Join(", ", removes.Select(Literals.Text))})";
        // Nothing to await, no state machine: the result is there when the method returns.
        var isAsync = invocation.IsAwaited || invocation.Parameters.Any(static parameter => IsAwaited(parameter.Kind));
        writer.Line($"{before}static {(isAsync ? "async " : "")}call =>").Open();
        Body(writer, invocation, output, isAsync);
        return writer.Close(after);
    }

    private static void Body(SourceWriter writer, InvocationModel invocation, string output, bool isAsync)
    {
        switch (invocation.Result)
        {
            case { Kind: ResultKind.None }:
                Call(writer, "", invocation, ";");
                break;
            case { CanBeNull: true }:
                Call(writer, "if (", invocation, " is not { } result)");
                writer.Open();
                Return(writer, output, [], isAsync);
                writer.Close().Line();
                break;
            default:
                Call(writer, "var result = ", invocation, ";");
                break;
        }

        Return(writer, output, [.. Collected(invocation.Result)], isAsync);
    }

    private static void Call(SourceWriter writer, string before, InvocationModel invocation, string after) =>
        writer.List(
            $"{before}{(invocation.IsAwaited ? "await " : "")}{invocation.Method}(",
            [.. invocation.Parameters.Select(Argument)],
            ",",
            ")" + after
        );

    private static void Return(SourceWriter writer, string output, IReadOnlyList<string> calls, bool isAsync) =>
        writer.List(isAsync ? "return " + output : "return new(" + output, calls, "", isAsync ? ";" : ");");

    private static IEnumerable<string> Collected(ResultModel result) =>
        result.Kind switch
        {
            ResultKind.Subscription => [$".{Save(result.Access)}(result{Access(result.Access)})"],
            ResultKind.State => [".Merge(result)"],
            ResultKind.Keys => result.Keys.Select(static key =>
                key is { IsSubscription: true, Key: Subject }
                    ? $".{Save(key.Access)}({Value(key)})"
                    : $".{(key.IsSubscription ? Save(key.Access) : "Set")}({Literals.Text(key.Key)}, {Value(key)})"
            ),
            _ => [],
        };

    private static bool IsAwaited(ParameterKind kind) => kind is ParameterKind.Subscription or ParameterKind.OptionalSubscription;

    private static string Argument(ParameterModel parameter) =>
        parameter.Kind switch
        {
            ParameterKind.Value => $"call.{Value(parameter)}<{parameter.Type}>({Literals.Text(parameter.Key)})",
            ParameterKind.OptionalValue =>
                $"call.{Value(parameter)}<{parameter.Type}>({Literals.Text(parameter.Key)}, {Default(parameter)})",
            ParameterKind.Subscription when parameter.View.Length > 0 => $"({Subscription(parameter)}).As{parameter.View}()",
            ParameterKind.Subscription => Subscription(parameter),
            // A parameter that says null by its default value only.
            ParameterKind.OptionalSubscription when parameter.View.Length > 0 =>
                $"({Subscription(parameter)})?.As{parameter.View}(){(IsNeverNull(parameter) ? "!" : "")}",
            ParameterKind.OptionalSubscription when IsNeverNull(parameter) => $"({Subscription(parameter)})!",
            ParameterKind.OptionalSubscription => Subscription(parameter),
            ParameterKind.Service => EmittedText.Service(parameter.Type, parameter.Default, parameter.CanBeNull),
            _ => "call." + parameter.Kind.ToString(),
        };

    private static string Value(OutputKey key) => $"result{(key.Path.Member.Length == 0 ? "" : $".{key.Path}")}{Access(key.Access)}";

    // Null where the author declares a subscription is an error of the step, which the engine words: Save gets it too.
    private static string Save(SubscriptionAccess access) =>
        access is SubscriptionAccess.NullableDirect or SubscriptionAccess.NullableView ? "SaveOptional" : "Save";

    private static string Access(SubscriptionAccess access) =>
        access is SubscriptionAccess.View or SubscriptionAccess.NullableView ? "?.Model" : "";

    private static string Default(ParameterModel parameter) => parameter.Default is { } constant ? Literals.Constant(constant) : "";

    private static bool IsNeverNull(ParameterModel parameter) => parameter.Default?.Kind == ConstantKind.NullOfNonNullable;

    private static string Value(ParameterModel parameter) => parameter.CanBeNull ? "NullableValue" : "Value";

    private static string Subscription(ParameterModel parameter) =>
        $"await call.{(parameter.Kind == ParameterKind.Subscription ? "" : "Optional")}SubscriptionAsync<{parameter.Type}>("
        + $"{(parameter.Key == Subject ? "" : Literals.Text(parameter.Key))})";
}
