using System.Text.Json;

namespace Orchestrator.Tests.Text;

/// <summary>Messages write types as their author writes them in C#.</summary>
public sealed class TypeTextTests
{
    private sealed class Outer<T>
    {
        internal sealed record Inner<TKey>(TKey Key, T Value);
    }

    [Theory]
    [InlineData(typeof(int), "int")]
    [InlineData(typeof(Guid?), "Guid?")]
    [InlineData(typeof(string[][]), "string[][]")]
    [InlineData(typeof(List<int>), "List<int>")]
    [InlineData(typeof(IReadOnlyDictionary<string, List<DateOnly?>>), "IReadOnlyDictionary<string, List<DateOnly?>>")]
    [InlineData(typeof((string, int[])), "(string, int[])")]
    [InlineData(typeof(Outer<Guid>.Inner<string>), "Inner<string>")]
    [InlineData(typeof(TypeTextTests), "TypeTextTests")]
    public void A_type_is_written_as_in_code(Type type, string text) => Assert.Equal(text, TypeText.Of(type));

    [Theory]
    [InlineData(typeof(List<int>), "List<int>")]
    [InlineData(typeof(Dictionary<string, List<DateOnly?>[]>), "Dictionary<string, List<DateOnly?>[]>")]
    [InlineData(typeof(bool), "bool")]
    [InlineData(typeof(JsonElement), "System.Text.Json.JsonElement")]
    public void In_a_message_of_the_framework_types_are_written_as_in_code(Type type, string text) =>
        Assert.Equal($"It could not be converted to {text}. Path: $", TypeText.Clean($"It could not be converted to {type}. Path: $"));

    [Fact]
    public void A_value_of_the_state_that_is_of_another_type_is_described_without_names_of_the_runtime()
    {
        var state = State.Empty.With("ports", "none");

        var refused = Assert.Throws<StateException>(() => state.Get<List<int>>("ports"));

        Assert.StartsWith(
            "The state key 'ports' holds \"none\", which is not a valid List<int>: The JSON value could not be converted to List<int>.",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith("or take it as the type that it is given as.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("satuday", "Did you mean 'saturday'?")]
    [InlineData("noon", "Values: 'friday', 'monday', 'saturday', 'sunday', 'thursday', 'tuesday', 'wednesday'.")]
    public void A_text_that_is_not_one_of_an_enumeration_is_answered_with_those_that_are(string text, string expected)
    {
        foreach (
            var read in new Func<State, object?>[]
            {
                static state => state.Get<DayOfWeek>("day"),
                static state => state.Get<DayOfWeek?>("day"),
            }
        )
        {
            var refused = Assert.Throws<StateException>(() => read(State.Empty.With("day", text)));

            Assert.StartsWith(
                $"The state key 'day' holds \"{text}\", which is not a valid DayOfWeek",
                refused.Message,
                StringComparison.Ordinal
            );
            Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        }
    }
}
