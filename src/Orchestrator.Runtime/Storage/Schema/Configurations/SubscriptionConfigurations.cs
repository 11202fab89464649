using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Orchestrator.Storage.Schema;

internal sealed class SubscriptionConfiguration : IEntityTypeConfiguration<SubscriptionEntity>
{
    public void Configure(EntityTypeBuilder<SubscriptionEntity> builder)
    {
        builder.ToTable("subscriptions").HasKey(static subscription => subscription.SubscriptionId);
        builder.Property(static subscription => subscription.Description).HasMaxLength(2000);
        builder.Property(static subscription => subscription.Status).HasMaxLength(255);
        builder.HasIndex(static subscription => subscription.Status, "ix_subscriptions_status");
        builder.HasIndex(static subscription => subscription.ProductId, "ix_subscriptions_product_id");
        builder.HasIndex(static subscription => subscription.CustomerId, "ix_subscriptions_customer_id");
        builder.HasIndex(static subscription => new { subscription.SubscriptionId, subscription.CustomerId }, "subscription_customer_ix");
        builder.HasIndex(static subscription => new { subscription.SubscriptionId, subscription.ProductId }, "subscription_product_ix");
        builder.Property(static subscription => subscription.InSync).HasColumnName("insync");
        builder.Property(static subscription => subscription.Note).HasMaxLength(5000);
        builder.Property(static subscription => subscription.Version).CountedByTrigger();
        builder
            .HasOne(static subscription => subscription.Product)
            .WithMany()
            .HasForeignKey(static subscription => subscription.ProductId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SubscriptionInstanceConfiguration : IEntityTypeConfiguration<SubscriptionInstanceEntity>
{
    public void Configure(EntityTypeBuilder<SubscriptionInstanceEntity> builder)
    {
        builder.ToTable("subscription_instances").HasKey(static instance => instance.SubscriptionInstanceId);
        builder.Property(static instance => instance.Label).HasMaxLength(255);
        builder.HasIndex(static instance => instance.SubscriptionId, "ix_subscription_instances_subscription_id");
        builder.HasIndex(static instance => instance.ProductBlockId, "ix_subscription_instances_product_block_id");
        builder.HasIndex(
            static instance => new
            {
                instance.SubscriptionInstanceId,
                instance.SubscriptionId,
                instance.ProductBlockId,
            },
            "subscription_instance_s_pb_ix"
        );
        builder
            .HasOne<SubscriptionEntity>()
            .WithMany()
            .HasForeignKey(static instance => instance.SubscriptionId)
            .OnDelete(DeleteBehavior.Cascade);
        builder
            .HasOne<ProductBlockEntity>()
            .WithMany()
            .HasForeignKey(static instance => instance.ProductBlockId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SubscriptionInstanceValueConfiguration : IEntityTypeConfiguration<SubscriptionInstanceValueEntity>
{
    public void Configure(EntityTypeBuilder<SubscriptionInstanceValueEntity> builder)
    {
        builder.ToTable("subscription_instance_values").HasKey(static value => value.SubscriptionInstanceValueId);
        builder.Property(static value => value.Value).HasMaxLength(10_000);
        builder.HasIndex(static value => value.SubscriptionInstanceId, "ix_subscription_instance_values_subscription_instance_id");
        builder.HasIndex(static value => value.ResourceTypeId, "ix_subscription_instance_values_resource_type_id");
        builder.HasIndex(
            static value => new
            {
                value.SubscriptionInstanceValueId,
                value.SubscriptionInstanceId,
                value.ResourceTypeId,
            },
            "siv_si_rt_ix"
        );
        builder
            .HasOne<SubscriptionInstanceEntity>()
            .WithMany()
            .HasForeignKey(static value => value.SubscriptionInstanceId)
            .OnDelete(DeleteBehavior.Cascade);
        builder
            .HasOne<ResourceTypeEntity>()
            .WithMany()
            .HasForeignKey(static value => value.ResourceTypeId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SubscriptionInstanceRelationConfiguration : IEntityTypeConfiguration<SubscriptionInstanceRelationEntity>
{
    public void Configure(EntityTypeBuilder<SubscriptionInstanceRelationEntity> builder)
    {
        builder
            .ToTable("subscription_instance_relations")
            .HasKey(static relation => new
            {
                relation.InUseById,
                relation.DependsOnId,
                relation.OrderId,
            });
        builder.Property(static relation => relation.DomainModelAttr).HasMaxLength(255);
        builder.HasIndex(static relation => relation.DependsOnId, "ix_subscription_instance_relations_depends_on_id");
        builder
            .HasOne<SubscriptionInstanceEntity>()
            .WithMany()
            .HasForeignKey(static relation => relation.InUseById)
            .OnDelete(DeleteBehavior.Cascade);
        builder
            .HasOne<SubscriptionInstanceEntity>()
            .WithMany()
            .HasForeignKey(static relation => relation.DependsOnId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SubscriptionCustomerDescriptionConfiguration : IEntityTypeConfiguration<SubscriptionCustomerDescriptionEntity>
{
    public void Configure(EntityTypeBuilder<SubscriptionCustomerDescriptionEntity> builder)
    {
        builder.ToTable("subscription_customer_descriptions").HasKey(static description => description.Id);
        builder.Property(static description => description.Description).HasMaxLength(2000);
        builder.HasIndex(static description => description.SubscriptionId, "ix_subscription_customer_descriptions_subscription_id");
        builder.HasIndex(static description => description.CustomerId, "ix_subscription_customer_descriptions_customer_id");
        builder
            .HasIndex(
                static description => new { description.CustomerId, description.SubscriptionId },
                "uniq_customer_subscription_description"
            )
            .IsUnique();
        builder.Property(static description => description.Version).CountedByTrigger();
        builder
            .HasOne<SubscriptionEntity>()
            .WithMany()
            .HasForeignKey(static description => description.SubscriptionId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SubscriptionMetadataConfiguration : IEntityTypeConfiguration<SubscriptionMetadataEntity>
{
    public void Configure(EntityTypeBuilder<SubscriptionMetadataEntity> builder)
    {
        builder.ToTable("subscription_metadata").HasKey(static metadata => metadata.SubscriptionId);
        builder
            .HasOne<SubscriptionEntity>()
            .WithMany()
            .HasForeignKey(static metadata => metadata.SubscriptionId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal static class VersionColumn
{
    /// <summary>
    /// The database counts the updates of the row; what the application holds is never written. The trigger counts after the update, so
    /// such a table is used without a RETURNING clause, which would give the number before.
    /// </summary>
    internal static void CountedByTrigger(this PropertyBuilder<int> version)
    {
        version.HasDefaultValue(1).ValueGeneratedOnAddOrUpdate();
        version.Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
        version.Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
    }
}
