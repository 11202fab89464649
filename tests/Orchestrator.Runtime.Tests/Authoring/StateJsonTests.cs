using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsCheck;

namespace Orchestrator.Tests.Authoring;

/// <summary>What a step gives to the state is what the next one takes from it, or it is an error that names it.</summary>
public sealed class StateJsonTests
{
#pragma warning disable CA1708 // That the names differ by case only is what is tested.
    public enum Protocol
    {
        Http,
        HTTP,
    }
#pragma warning restore CA1708

    public enum Speed
    {
        [JsonStringEnumMemberName("10G")]
        Ten,
        Hundred,
        Fastest = Hundred,
    }

    [Flags]
    public enum Features
    {
        None = 0,
        Fast = 1,
        Safe = 2,
    }

    [JsonConverter(typeof(JsonNumberEnumConverter<Level>))]
    public enum Level
    {
        Low,
        High,
    }

    [JsonPolymorphic]
    [JsonDerivedType(typeof(Fibre), "fibre")]
    [JsonDerivedType(typeof(Wave), "wave")]
    public abstract record Link;

    public sealed record Fibre(int Strand) : Link;

    public sealed record Wave(double Length, string? Colour) : Link;

    public sealed record Signature(string Algorithm, int KeyTag, string? Note, int Length = 256);

    public sealed record Box<T>(T Value);

    public readonly record struct Vlan(int Number, string Name, int? Priority, string? Note);

    public sealed record Named
    {
        public required string Name { get; init; }

        public string Colour { get; init; } = "red";
    }

#pragma warning disable CA1051, CA1815 // Public fields are what is tested.
    public struct Point
    {
        public int X;
        public int Y;
    }
#pragma warning restore CA1051, CA1815

    private static readonly Gen<string> Text = Gen.String[Gen.Char['a', 'z'], 0, 8];

    [Fact]
    public void Tuples_and_public_fields_come_back_as_they_were() =>
        Gen.Select(Gen.Int, Text, Gen.Bool)
            .Sample(
                static (number, text, isOn) =>
                {
                    AssertComesBack((Low: number, High: text));
                    AssertComesBack(((number, isOn), (Key: text, Value: (Guid?)null)));
                    AssertComesBack((number, number, number, number, number, number, number, text, isOn));
                    AssertComesBack(new Point { X = number, Y = number / 2 });
                    AssertComesBack(Tuple.Create(number, text));
                    Assert.Equal([(text, number)], Return(new List<(string Key, int Value)> { (text, number) }));
                    Assert.Equal((number, text), Return(new Dictionary<string, (int, string)> { [text] = (number, text) })[text]);
                }
            );

    [Fact]
    public void A_polymorphic_value_comes_back_as_what_it_was_in_whatever_order_a_database_keeps_its_members() =>
        Gen.Select(Gen.Int, Gen.Double[0, 1e9], Text)
            .Sample(
                static (number, length, text) =>
                {
                    AssertComesBack<Link>(new Fibre(number));
                    AssertComesBack<Link>(new Wave(length, text));
                    Assert.Equal(
                        new Wave(2, text),
                        State.Parse($$"""{"link":{"length":2,"colour":"{{text}}","$type":"wave"} }""").Get<Link>("link")
                    );
                }
            );

    [Fact]
    public void Enums_come_back_by_their_texts()
    {
        foreach (var speed in Enum.GetValues<Speed>())
        {
            AssertComesBack(speed);
            AssertComesBack(new Dictionary<Speed, Speed> { [speed] = speed }.Single());
        }

        AssertComesBack(Features.Fast | Features.Safe);
        AssertComesBack(Features.None);
        Assert.Equal("10G", State.Empty.With("speed", Speed.Ten)["speed"].GetString());
        Assert.Equal(Speed.Fastest, State.Parse("""{"speed":"fastest"}""").Get<Speed>("speed"));
    }

    [Fact]
    public void An_enum_with_a_converter_of_its_own_is_written_by_that() =>
        Assert.Equal(1, State.Empty.With("level", Level.High)["level"].GetInt32());

    [Fact]
    public void An_enum_whose_members_become_one_text_is_refused_when_it_is_written_and_when_it_is_read()
    {
        const string reason = "'Protocol.Http' and 'Protocol.HTTP' are both written as 'http'";

        Assert.Contains(
            reason,
            Assert.Throws<StateException>(static () => State.Empty.With("protocol", Protocol.HTTP)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            reason,
            Assert.Throws<StateException>(static () => State.Parse("""{"protocol":"http"}""").Get<Protocol>("protocol")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Addresses_and_networks_are_texts()
    {
        AssertComesBack(IPAddress.Loopback);
        AssertComesBack(IPAddress.IPv6Loopback);
        AssertComesBack(IPNetwork.Parse("10.0.0.0/8"));
        AssertComesBack((nint)3);
        Assert.Equal("::1", State.Empty.With("address", IPAddress.IPv6Loopback)["address"].GetString());
        Assert.Equal(
            "state_key_type",
            Assert.Throws<StateException>(static () => State.Parse("""{"address":"1.2.3.400"}""").Get<IPAddress>("address")).Code
        );
    }

    [Theory]
    [InlineData("""{"algorithm":"x"}""", "key_tag")]
    [InlineData("""{"key_tag":1}""", "algorithm")]
    [InlineData("""{"algorithm":null,"key_tag":1}""", "Algorithm")]
    [InlineData("""{"algorithm":"x","key_tag":null}""", "key_tag")]
    public void A_member_that_is_missing_or_null_is_an_error_that_names_it(string given, string member)
    {
        var error = Assert.Throws<StateException>(() => State.Parse($$"""{"signature":{{given}}}""").Get<Signature>("signature"));

        Assert.Equal("state_key_type", error.Code);
        Assert.Contains("'signature'", error.Message, StringComparison.Ordinal);
        Assert.Contains(member, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_of_a_tuple_or_a_parameter_of_a_struct_that_is_missing_is_an_error_that_names_it()
    {
        AssertMissing<(int, string)>("item1", """{"item2":"x"}""");
        AssertMissing<(int, string)>("item2", """{"item1":1}""");
        AssertMissing<(int, (int, int))>("item2", """{"item1":1,"item2":{"item1":1}}""");
        AssertMissing<(int, int, int, int, int, int, int, int)>(
            "rest",
            """{"item1":1,"item2":1,"item3":1,"item4":1,"item5":1,"item6":1,"item7":1}"""
        );
        AssertMissing<List<(int, int)>>("item2", """[{"item1":1,"item2":2},{"item1":1}]""");
        AssertMissing<Tuple<int, int>>("item2", """{"item1":1}""");
        AssertMissing<Vlan>("number", """{"name":"x"}""");
        AssertMissing<Vlan>("name", """{"number":1}""");
        AssertMissing<Vlan?>("number", "{}");
        AssertMissing<Box<int>>("value", "{}");
        AssertMissing<Box<Vlan>>("name", """{"value":{"number":1}}""");
    }

    [Fact]
    public void What_may_be_null_in_a_tuple_a_struct_or_a_generic_record_may_be_missing()
    {
        Assert.Equal((1, null), State.Parse("""{"key":{"item1":1}}""").Get<(int, int?)>("key"));
        Assert.Equal((1, null), State.Parse("""{"key":{"item1":1,"item2":null}}""").Get<(int, string?)>("key"));
        Assert.Equal(new Vlan(1, "x", null, null), State.Parse("""{"key":{"number":1,"name":"x"}}""").Get<Vlan>("key"));
        Assert.Null(State.Parse("""{"key":{}}""").Get<Box<int?>>("key").Value);
    }

    [Theory]
    [InlineData("""{"algorithm":"x","key_tag":1}""", null, 256)]
    [InlineData("""{"algorithm":"x","key_tag":1,"note":null,"length":2}""", null, 2)]
    public void What_may_be_null_or_has_a_default_may_be_missing(string given, string? note, int length) =>
        Assert.Equal(new Signature("x", 1, note, length), State.Parse($$"""{"signature":{{given}}}""").Get<Signature>("signature"));

    [Fact]
    public void A_member_with_an_initialiser_keeps_it_and_takes_no_null()
    {
        Assert.Equal("red", State.Parse("""{"named":{"name":"x"}}""").Get<Named>("named").Colour);
        Assert.Throws<StateException>(static () => State.Parse("""{"named":{"name":"x","colour":null}}""").Get<Named>("named"));
        Assert.Throws<StateException>(static () => State.Parse("""{"named":{"colour":"blue"}}""").Get<Named>("named"));
    }

    [Fact]
    public void What_cannot_be_written_is_an_error_that_names_the_key()
    {
        Assert.Contains(
            "'ratio'",
            Assert.Throws<StateException>(static () => State.Empty.With("ratio", double.NaN)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "'act'",
            Assert.Throws<StateException>(static () => State.Empty.With("act", static () => { })).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "'name'",
            Assert.Throws<StateException>(static () => State.Empty.With("name", new Named { Name = null! })).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "'element'",
            Assert.Throws<StateException>(static () => State.Empty.With("element", default(JsonElement))).Message,
            StringComparison.Ordinal
        );
    }

    private static void AssertMissing<T>(string member, string given)
    {
        var error = Assert.Throws<StateException>(() => State.Parse($$"""{"key":{{given}}}""").Get<T>("key"));

        Assert.Equal("state_key_type", error.Code);
        Assert.Contains($"'{member}'", error.Message, StringComparison.Ordinal);
    }

    private static void AssertComesBack<T>(T value) => Assert.Equal(value, Return(value));

    private static T Return<T>(T value) => State.Parse(State.Empty.With("key", value).ToJson()).Get<T>("key");
}
