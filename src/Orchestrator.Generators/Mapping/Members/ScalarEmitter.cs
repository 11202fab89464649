using Orchestrator.Generators.CSharp;

namespace Orchestrator.Generators.Mapping.Members;

/// <summary>Writes the codec of a stored value.</summary>
internal static class ScalarEmitter
{
    private const string Limits = "global::Orchestrator.Products.Mapping.ValueLimits.";
    private const string Codecs = "global::Orchestrator.Products.Mapping.ValueCodecs.";

    /// <summary>The codec, with the limits of the value around it.</summary>
    public static string Codec(ScalarModel scalar)
    {
        var codec = Codecs + (scalar.Kind == ScalarKind.Enumeration ? $"Enumeration<{scalar.Enumeration}>()" : scalar.Kind.ToString());
        return scalar switch
        {
            { Range: { } range } => $"{Limits}WithRange({codec}, {Arguments(range, scalar.Kind)})",
            { MinimumLength: 0, MaximumLength: < 0 } => codec,
            { MaximumLength: < 0 } => $"{Limits}WithLength({codec}, {Literals.Number(scalar.MinimumLength)})",
            _ => $"{Limits}WithLength({codec}, {Literals.Number(scalar.MinimumLength)}, {Literals.Number(scalar.MaximumLength)})",
        };
    }

    private static string Arguments(NumberLimits range, ScalarKind kind) =>
        $"{Literal(range.Least, kind)}, {Literal(range.Largest, kind)}"
        + (range.IsLeastExclusive ? ", isMinimumExclusive: true" : "")
        + (range.IsLargestExclusive ? ", isMaximumExclusive: true" : "");

    private static string Literal(NumberLimit limit, ScalarKind kind) =>
        limit.Number is int whole && kind == ScalarKind.Double ? Literals.Number(whole) + "d" : Literals.Number(limit.Number);
}
