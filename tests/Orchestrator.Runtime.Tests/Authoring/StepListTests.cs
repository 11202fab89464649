using CsCheck;
using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Authoring;

public sealed partial class StepListTests
{
    private static readonly Gen<StepList> Lists = Gen.Enum<SubscriptionLifecycle>()
        .Select(static status => (Step)new SetStatusStep(status))
        .List[0, 6]
        .Select(static steps => StepList.Of(steps));

    [Fact]
    public void Appending_is_associative() =>
        Gen.Select(Lists, Lists, Lists).Sample(static (a, b, c) => Equal((a >> b) >> c, a >> (b >> c)));

    [Fact]
    public void Appending_an_empty_list_on_either_side_changes_nothing() =>
        Lists.Sample(static list => Equal(list >> Begin, list) && Equal(Begin >> list, list));

    [Fact]
    public void Appending_leaves_both_operands_as_they_were() =>
        Gen.Select(Lists, Lists)
            .Sample(
                static (a, b) =>
                {
                    var (before, after) = (a.ToArray(), b.ToArray());
                    _ = a >> b;
                    _ = a >> SetStatus(SubscriptionLifecycle.Active);
                    return a.SequenceEqual(before) && b.SequenceEqual(after);
                }
            );

    [Fact]
    public void A_list_has_the_steps_of_both_operands_in_order() =>
        Gen.Select(Lists, Lists).Sample(static (a, b) => (a >> b).SequenceEqual(a.Concat(b)));

    [Fact]
    public void A_method_group_becomes_a_step_that_is_known_by_its_method()
    {
        var list = Begin >> WithOptionalParameter >> WithOptionalParameter;

        Assert.Equal(list[0], list[1]);
        Assert.Equal(nameof(WithOptionalParameter), Assert.IsType<MethodStep>(list[0]).Method.Method.Name);
    }

    [Fact]
    public void Appending_a_null_names_what_was_null()
    {
        var exception = Assert.Throws<ArgumentNullException>(static () => Begin >> (StepList)null!);

        Assert.Contains("step list that is appended after 0 step(s) is null", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_delegate_of_several_methods_is_refused()
    {
        Action both = static () => { };
        both += static () => { };

        Assert.Throws<ArgumentException>(() => Begin >> both);
    }

    private static bool Equal(StepList left, StepList right) => left.Equals(right) && left.GetHashCode() == right.GetHashCode();

    [Step("With an optional parameter")]
    private static void WithOptionalParameter(int speed = 1) { }
}
