using Orchestrator.Products.Mapping;
using Orchestrator.Tests.Authoring;

namespace Orchestrator.Tests.Products;

/// <summary>The database, the state, forms and the wire have one text for a member.</summary>
public sealed class EnumCodecTests
{
    [Fact]
    public void A_member_has_the_text_that_it_has_in_the_state()
    {
        var codec = ValueCodecs.Enumeration<StateJsonTests.Speed>();

        foreach (var speed in Enum.GetValues<StateJsonTests.Speed>())
        {
            Assert.Equal(State.Empty.With("speed", speed)["speed"].GetString(), codec.Format(speed));
            Assert.Equal(speed, codec.Parse(codec.Format(speed)));
            Assert.Equal(codec.Format(speed), WireName.Of(speed));
        }
    }

    [Fact]
    public void A_second_name_of_a_value_is_read() =>
        Assert.Equal(StateJsonTests.Speed.Hundred, ValueCodecs.Enumeration<StateJsonTests.Speed>().Parse("fastest"));

    [Fact]
    public void Members_that_become_one_text_are_an_error_that_names_them()
    {
        var codec = ValueCodecs.Enumeration<StateJsonTests.Protocol>();

        Assert.Contains(
            "'Protocol.Http' and 'Protocol.HTTP'",
            Assert.Throws<InvalidOperationException>(() => codec.Format(StateJsonTests.Protocol.Http)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "'Protocol.Http' and 'Protocol.HTTP'",
            Assert.Throws<InvalidOperationException>(static () => WireName.Parse<StateJsonTests.Protocol>("http")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_combination_of_flags_is_not_one_member() =>
        Assert.Contains(
            "'Fast, Safe' is not a member of 'Features'",
            Assert
                .Throws<ArgumentException>(static () =>
                    ValueCodecs.Enumeration<StateJsonTests.Features>().Format(StateJsonTests.Features.Fast | StateJsonTests.Features.Safe)
                )
                .Message,
            StringComparison.Ordinal
        );
}
