using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Api.Json;

/// <summary>
/// Timestamps on the wire: Unix seconds, with a fraction of six digits at most. Text in ISO form is read as well.
/// </summary>
internal sealed class EpochConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? DateTimeOffset.UnixEpoch.AddSeconds(reader.GetDouble()) : reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(decimal.Round((decimal)(value - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerSecond, 6));
}
