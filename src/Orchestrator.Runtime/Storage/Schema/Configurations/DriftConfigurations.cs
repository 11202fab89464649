using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Orchestrator.Options;

namespace Orchestrator.Storage.Schema.Configurations;

internal sealed class ExternalDriftConfiguration : IEntityTypeConfiguration<ExternalDriftEntity>
{
    public void Configure(EntityTypeBuilder<ExternalDriftEntity> builder)
    {
        builder.ToTable("external_drift").HasKey(static drift => drift.SubscriptionId);
        builder.Property(static drift => drift.Status).HasMaxLength(20);
        builder.Property(static drift => drift.Attempts).HasDefaultValue(0);
        builder.Property(static drift => drift.HealedStates).HasMaxLength(64);
        builder.HasIndex(static drift => new { drift.CheckedAt, drift.SubscriptionId }, "ix_external_drift_checked_at");

        // Few have drifted, and the list, the groups and the search ask for those.
        builder.HasIndex(static drift => drift.SubscriptionId, "ix_external_drift_drifted").HasFilter("status = 'drifted'");
        builder
            .HasOne<SubscriptionEntity>()
            .WithOne()
            .HasForeignKey<ExternalDriftEntity>(static drift => drift.SubscriptionId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ExternalDriftHistoryConfiguration : IEntityTypeConfiguration<ExternalDriftHistoryEntity>
{
    public void Configure(EntityTypeBuilder<ExternalDriftHistoryEntity> builder)
    {
        builder.ToTable("external_drift_history").HasKey(static change => change.EntryId);
        builder.Property(static change => change.Status).HasMaxLength(20);
        builder.Property(static change => change.ProcessId).HasColumnName("pid");
        builder.HasIndex(
            static change => new
            {
                change.SubscriptionId,
                change.OccurredAt,
                change.EntryId,
            },
            "ix_external_drift_history_subscription_id"
        );
        builder.HasIndex(static change => new { change.OccurredAt, change.EntryId }, "ix_external_drift_history_occurred_at");
        builder
            .HasOne<SubscriptionEntity>()
            .WithMany()
            .HasForeignKey(static change => change.SubscriptionId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class BulkCheckItemConfiguration : IEntityTypeConfiguration<BulkCheckItemEntity>
{
    public void Configure(EntityTypeBuilder<BulkCheckItemEntity> builder)
    {
        builder.ToTable("bulk_check_items").HasKey(static item => new { item.ProcessId, item.SubscriptionId });
        builder.Property(static item => item.ProcessId).HasColumnName("pid");
        builder.Property(static item => item.Status).HasMaxLength(20);
        builder.Property(static item => item.Refusal).HasMaxLength(Limits.MaxRejectionLength);
        builder
            .HasIndex(static item => new { item.SubscriptionId, item.ProcessId }, "ix_bulk_check_items_to_check")
            .HasFilter("status IS NULL");
        builder.HasOne<ProcessEntity>().WithMany().HasForeignKey(static item => item.ProcessId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AcceptedDeviationConfiguration : IEntityTypeConfiguration<AcceptedDeviationEntity>
{
    public void Configure(EntityTypeBuilder<AcceptedDeviationEntity> builder)
    {
        builder.ToTable("accepted_deviations").HasKey(static deviation => deviation.DeviationId);
        builder.Property(static deviation => deviation.DifferenceHash).HasMaxLength(64);
        builder.HasIndex(static deviation => new { deviation.SubscriptionId, deviation.EndedAt }, "ix_accepted_deviations_subscription_id");
        builder
            .HasOne<SubscriptionEntity>()
            .WithMany()
            .HasForeignKey(static deviation => deviation.SubscriptionId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
