using CsCheck;
using Microsoft.Extensions.Options;
using Orchestrator.Options;
using Orchestrator.Webhooks;

namespace Orchestrator.Tests.Webhooks;

public sealed class WebhookSettingsTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Theory]
    [InlineData(null, Secret, null, "Orchestrator:Webhooks:noc:Url has to be an address of https or http")]
    [InlineData("noc.example.org", Secret, null, "Orchestrator:Webhooks:noc:Url has to be")]
    [InlineData("file:///etc/passwd", Secret, null, "Orchestrator:Webhooks:noc:Url has to be")]
    [InlineData("https://user:key@noc.example.org", Secret, null, "Orchestrator:Webhooks:noc:Url has to be")]
    [InlineData("https://noc.example.org", null, null, "Orchestrator:Webhooks:noc:Secret has to be 'whsec_' followed by 24 to 64 bytes")]
    [InlineData("https://noc.example.org", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", null, "Orchestrator:Webhooks:noc:Secret has to be")]
    [InlineData("https://noc.example.org", "whsec_short", null, "Orchestrator:Webhooks:noc:Secret has to be")]
    [InlineData(
        "https://noc.example.org",
        Secret,
        "process.fialed",
        "Orchestrator:Webhooks:noc:Events has 'process.fialed', which is not an event. Events: process.failed, drift.appeared"
    )]
    public void What_could_never_be_sent_is_refused_without_showing_a_secret(string? url, string? secret, string? type, string expected)
    {
        var refused = Validate(url, secret, type);
        var message = Assert.Single(refused.Failures!);

        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("key@", message, StringComparison.Ordinal);
        Assert.True(secret is null || !message.Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://noc.example.org/hooks?tenant=7", "process.failed")]
    [InlineData("http://127.0.0.1:8080", null)]
    public void What_can_be_sent_is_accepted(string url, string? type) => Assert.True(Validate(url, Secret, type).Succeeded);

    /// <summary>The example of the specification.</summary>
    [Fact]
    public void A_body_is_signed_as_the_specification_says() =>
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            WebhookSignature.Sign(
                WebhookSignature.FindKey(Secret)!,
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                DateTimeOffset.FromUnixTimeSeconds(1614265330),
                """{"test": 2432232314}"""
            )
        );

    [Fact]
    public void Attempts_are_further_and_further_apart_and_never_before_the_receiver_asks() =>
        Gen.Select(Gen.Int[1, 100], Gen.Double[0, 1], Gen.Int[0, 200_000])
            .Sample(
                static (attempts, jitter, seconds) =>
                {
                    var asked = TimeSpan.FromSeconds(seconds);
                    var delay = WebhookRetries.DelayAfter(attempts, retryAfter: null, jitter);
                    var after = WebhookRetries.DelayAfter(attempts, asked, jitter);

                    Assert.InRange(delay, TimeSpan.FromSeconds(5), TimeSpan.FromHours(5));
                    Assert.True(delay <= WebhookRetries.DelayAfter(attempts + 1, retryAfter: null, jitter));
                    Assert.True(after >= delay);
                    Assert.True(after >= asked || after == TimeSpan.FromDays(1));
                    Assert.True(after <= TimeSpan.FromDays(1));
                }
            );

    private static ValidateOptionsResult Validate(string? url, string? secret, string? type)
    {
        var options = new OrchestratorOptions();
        options.Webhooks["noc"] = new() { Url = url, Secret = secret };
        if (type is not null)
        {
            options.Webhooks["noc"].Events.Add(type);
        }

        return new WebhookSettings().Validate(name: null, options);
    }
}
